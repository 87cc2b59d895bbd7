"""The settings under which each method gives the numbers of R surveillance 1.20.3, its peer."""

from collections.abc import Callable, Mapping
from functools import partial

from numpy.typing import ArrayLike

from shuzhu.alerts.detectors.bayes import BAYES_1, BAYES_2, BAYES_3, bayes
from shuzhu.alerts.detectors.cusum import Cusum, cusum
from shuzhu.alerts.detectors.ears import Ears, ears
from shuzhu.alerts.detectors.farrington import Farrington, farrington
from shuzhu.alerts.detectors.farrington_flexible import FarringtonFlexible, farrington_flexible
from shuzhu.alerts.detectors.glr import Glr, glr
from shuzhu.alerts.detectors.outbreak_p import outbreak_p
from shuzhu.alerts.detectors.rki import RKI_1, RKI_2, RKI_3, rki
from shuzhu.alerts.series import Detected, Series

Detector = Callable[[Series, ArrayLike], Detected]


def peer_settings(years: int, alpha: float) -> Mapping[str, Detector]:
    """Each method by its name there; ``years`` and ``alpha`` are those of the Farrington methods.

    Salmon, Schumacher & Höhle (2016), Monitoring count time series in R, J Statistical Software 70(10).
    """
    improved = FarringtonFlexible(years=years, alpha=alpha, scale="working")
    muan = FarringtonFlexible(years=years, alpha=alpha, scale="working", threshold="muan")
    original = FarringtonFlexible(
        years=years, alpha=alpha, scale="working", threshold="delta",
        periods=1, left_out=3, weights_threshold=1.0, trend_level=0.05,
    )  # fmt: skip
    return {
        "farrington": partial(farrington, parameters=Farrington(years=years, alpha=alpha)),
        "farringtonFlexible_original": partial(farrington_flexible, parameters=original),
        "farringtonFlexible_improved": partial(farrington_flexible, parameters=improved),
        "farringtonFlexible_muan": partial(farrington_flexible, parameters=muan),
        "earsC1": partial(ears, parameters=Ears(method="C1")),
        "earsC2": partial(ears, parameters=Ears(method="C2")),
        "earsC3": partial(ears, parameters=Ears(method="C3", current=False)),
        "rki1": partial(rki, parameters=RKI_1),
        "rki2": partial(rki, parameters=RKI_2),
        "rki3": partial(rki, parameters=RKI_3),
        "bayes1": partial(bayes, parameters=BAYES_1),
        "bayes2": partial(bayes, parameters=BAYES_2),
        "bayes3": partial(bayes, parameters=BAYES_3),
        "cusum_rossi": partial(cusum, parameters=Cusum()),
        "cusum_glm_rossi": partial(cusum, parameters=Cusum(seasonal=True)),
        "glrpois": partial(glr, parameters=Glr()),
        "glrnb": partial(glr, parameters=Glr(law="negative binomial")),
        "outbreakP": outbreak_p,
    }
