-- Everything that the 53 indicators count, by court and month, as one query written by hand.
-- `families` holds every cause with a column for each family, made once by the benchmark.
WITH c AS (
    SELECT * FROM cases LEFT JOIN families f ON cases.cause = f.name
)
SELECT court, year(filed_on) * 12 + month(filed_on) - 1 AS month,
    count(CASE WHEN counted THEN 1 END) AS filed,
    count(CASE WHEN trial THEN 1 END) AS trials_filed,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' THEN 1 END) AS fz01,
    count(CASE WHEN crime AND duty_crime THEN 1 END) AS fz06,
    count(CASE WHEN suit AND commercial THEN 1 END) AS ys01,
    count(CASE WHEN suit AND investor_rights THEN 1 END) AS ys02,
    count(CASE WHEN suit AND finance THEN 1 END) AS ys03a,
    count(CASE WHEN crime AND illegal_fundraising THEN 1 END) AS ys03b,
    count(CASE WHEN suit AND (ip_infringement OR unfair_competition) THEN 1 END) AS ys04a,
    count(CASE WHEN crime AND ip_crime THEN 1 END) AS ys04b,
    count(CASE WHEN crime AND enterprise_crime THEN 1 END) AS ys07,
    count(CASE WHEN suit AND private_lending THEN 1 END) AS cx03,
    count(CASE WHEN crime AND enforcement_resistance THEN 1 END) AS cx05a,
    count(CASE WHEN type_code = '司惩' THEN 1 END) AS cx05b,
    count(CASE WHEN type_code = '执' THEN 1 END) AS cx05c,
    count(CASE WHEN crime THEN 1 END) AS pa01,
    count(CASE WHEN crime AND violent THEN 1 END) AS pa02,
    count(CASE WHEN crime AND property_crime AND NOT coalesce(telecom_fraud, false) THEN 1 END) AS pa03,
    count(CASE WHEN crime AND telecom_fraud_related THEN 1 END) AS pa04a,
    count(CASE WHEN crime AND cause = '诈骗罪' AND telecom_fraud THEN 1 END) AS pa04b,
    count(CASE WHEN crime AND public_order THEN 1 END) AS pa05,
    count(CASE WHEN crime AND drugs THEN 1 END) AS pa06,
    count(CASE WHEN crime AND public_safety THEN 1 END) AS pa07,
    count(CASE WHEN suit AND marriage_family THEN 1 END) AS hx01,
    count(CASE WHEN suit AND labour THEN 1 END) AS hx02a,
    count(CASE WHEN suit AND cause = '劳务合同纠纷' AND wage_arrears THEN 1 END) AS hx02b,
    count(CASE WHEN crime AND wage_refusal THEN 1 END) AS hx02c,
    count(CASE WHEN suit AND neighbours_property THEN 1 END) AS hx03,
    count(CASE WHEN suit AND traffic THEN 1 END) AS hx04,
    count(CASE WHEN suit AND (consumer OR medical) THEN 1 END) AS hx05,
    count(CASE WHEN suit AND housing_land THEN 1 END) AS hx06a,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' AND expropriation THEN 1 END) AS hx06b,
    count(CASE WHEN suit AND environment THEN 1 END) AS st01a,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' AND environment_administrative THEN 1 END) AS st01b,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' AND field IN ('生态环境', '环境保护')
               AND NOT coalesce(environment_administrative, false) THEN 1 END) AS st01c,
    count(CASE WHEN crime AND environment_crime THEN 1 END) AS st02
FROM (SELECT *, kind = 'criminal' AND instance = 'first' AS crime, kind = 'civil' AND instance = 'first' AS suit,
             kind IN ('civil', 'criminal', 'administrative') AS trial,
             type_code IS NULL OR type_code NOT IN ('诉前调', '诉前调确', '诉前调书', '执保', '执恢') AS counted FROM c)
WHERE filed_on IS NOT NULL AND court IS NOT NULL
GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(closed_on) * 12 + month(closed_on) - 1 AS month,
    count(CASE WHEN counted THEN 1 END) AS closed,
    count(CASE WHEN counted AND filed_on IS NOT NULL THEN 1 END) AS left_stock,
    count(CASE WHEN trial AND filed_on IS NOT NULL THEN 1 END) AS left_trials,
    count(CASE WHEN trial AND aged_on IS NOT NULL THEN 1 END) AS left_aged,
    count(CASE WHEN first_trial AND can_appeal THEN 1 END) AS gz01d,
    count(CASE WHEN first_trial AND procedure = 'ordinary' AND panel = 'collegiate' THEN 1 END) AS gz04d,
    count(CASE WHEN first_trial AND procedure = 'ordinary' AND panel = 'collegiate' AND has_lay_assessor THEN 1 END) AS gz04,
    count(CASE WHEN trial AND due_on IS NOT NULL THEN 1 END) AS xl02d,
    count(CASE WHEN trial AND due_on IS NOT NULL AND within_limit THEN 1 END) AS xl02,
    count(CASE WHEN trial AND net_days IS NOT NULL THEN 1 END) AS xl03d,
    sum(CASE WHEN trial AND net_days IS NOT NULL THEN net_days END) AS xl03,
    count(CASE WHEN first_trial THEN 1 END) AS xl05d,
    count(CASE WHEN first_trial AND procedure IN ('simplified', 'small_claims', 'fast_track') THEN 1 END) AS xl05,
    count(CASE WHEN first_trial AND can_appeal AND NOT coalesce(appealed, false) THEN 1 END) AS xg01,
    count(CASE WHEN kind = 'civil' AND instance = 'first' THEN 1 END) AS xg02d,
    count(CASE WHEN kind = 'civil' AND instance = 'first'
               AND closing IN ('mediated', 'withdrawn', 'reconciled_withdrawn', 'deemed_withdrawn') THEN 1 END) AS xg02,
    count(CASE WHEN type_code = '执' THEN 1 END) AS xg04d,
    count(CASE WHEN type_code = '执' AND closing IN ('performed', 'settled_performed') THEN 1 END) AS xg04,
    sum(CASE WHEN type_code IN ('执', '执恢') THEN recovered_amount END) AS xg05,
    sum(CASE WHEN type_code IN ('执', '执恢') THEN applied_amount END) AS xg05d,
    count(CASE WHEN merits THEN 1 END) AS fz02d,
    count(CASE WHEN merits AND closing <> 'claims_dismissed' THEN 1 END) AS fz02,
    count(CASE WHEN heard THEN 1 END) AS fz03d,
    count(CASE WHEN heard AND leader_attended THEN 1 END) AS fz03,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' THEN 1 END) AS fz04d,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' AND closing IN ('mediated', 'reconciled_withdrawn') THEN 1 END) AS fz04a,
    count(CASE WHEN kind = 'administrative' AND instance = 'first' AND closing IN ('withdrawn', 'deemed_withdrawn') AND reconciled THEN 1 END) AS fz04b,
    count(CASE WHEN type_code = '行审' THEN 1 END) AS fz05d,
    count(CASE WHEN type_code = '行审' AND closing = 'approved' THEN 1 END) AS fz05,
    count(CASE WHEN kind = 'bankruptcy' AND elapsed_days IS NOT NULL THEN 1 END) AS ys06d,
    sum(CASE WHEN kind = 'bankruptcy' AND elapsed_days IS NOT NULL THEN elapsed_days END) AS ys06
FROM (SELECT *, kind IN ('civil', 'criminal', 'administrative') AS trial,
             instance = 'first' AND kind IN ('civil', 'criminal', 'administrative') AS first_trial,
             type_code IS NULL OR type_code NOT IN ('诉前调', '诉前调确', '诉前调书', '执保', '执恢') AS counted,
             kind = 'administrative' AND instance = 'first' AND closing IN ('claims_dismissed', 'revoked', 'partly_revoked', 'varied',
                 'declared_unlawful', 'declared_void', 'ordered_to_perform', 'compensation_ordered') AS merits,
             kind = 'administrative' AND instance IN ('first', 'second') AND leader_attended IS NOT NULL
                 AND NOT coalesce(leader_excused, false) AS heard FROM cases)
WHERE closed_on IS NOT NULL AND court IS NOT NULL
GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(aged_on) * 12 + month(aged_on) - 1 AS month, count(CASE WHEN kind IN ('civil', 'criminal', 'administrative') THEN 1 END) AS aged
FROM cases WHERE aged_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(review_closed_on) * 12 + month(review_closed_on) - 1 AS month,
    count(CASE WHEN instance = 'first' AND kind IN ('civil', 'criminal', 'administrative') AND can_appeal
               AND review_outcome IN ('changed', 'partly_changed', 'remanded', 'revoked_directed', 'revoked_dismissed')
               AND (review_reason IS NULL OR review_reason NOT IN ('new_evidence', 'settlement', 'law_change')) THEN 1 END) AS gz01
FROM cases WHERE review_closed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(retried_closed_on) * 12 + month(retried_closed_on) - 1 AS month,
    count(CASE WHEN kind IN ('civil', 'criminal', 'administrative') AND instance IN ('first', 'second')
               AND retried_outcome IN ('changed', 'partly_changed', 'remanded', 'revoked_directed', 'revoked_dismissed') THEN 1 END) AS gz02
FROM cases WHERE retried_closed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(retrial_on) * 12 + month(retrial_on) - 1 AS month,
    count(CASE WHEN kind IN ('civil', 'criminal', 'administrative') AND instance IN ('first', 'second') THEN 1 END) AS gz03
FROM cases WHERE retrial_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(took_effect_on) * 12 + month(took_effect_on) - 1 AS month,
    count(CASE WHEN kind IN ('civil', 'criminal', 'administrative') AND instance IN ('first', 'second') THEN 1 END) AS gz02d
FROM cases WHERE took_effect_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(performance_due_on) * 12 + month(performance_due_on) - 1 AS month,
    count(CASE WHEN kind = 'civil' AND has_payment THEN 1 END) AS xg03d,
    count(CASE WHEN kind = 'civil' AND has_payment AND NOT coalesce(enforcement_asked, false) THEN 1 END) AS xg03,
    count(CASE WHEN kind = 'civil' AND has_payment AND debtor_local THEN 1 END) AS cx04d,
    count(CASE WHEN kind = 'civil' AND has_payment AND debtor_local AND NOT coalesce(enforcement_asked, false) THEN 1 END) AS cx04
FROM cases WHERE performance_due_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(chain_closed_on) * 12 + month(chain_closed_on) - 1 AS month,
    count(CASE WHEN kind = 'civil' AND instance = 'first' AND sale_contract THEN 1 END) AS ys05d,
    sum(CASE WHEN kind = 'civil' AND instance = 'first' AND sale_contract THEN chain_days END) AS ys05
FROM c WHERE chain_closed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(restoration_due_on) * 12 + month(restoration_due_on) - 1 AS month,
    count(CASE WHEN restoration_ordered THEN 1 END) AS st03d,
    count(CASE WHEN restoration_ordered AND restored_on IS NOT NULL THEN 1 END) AS st03
FROM cases WHERE restoration_due_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(counts_on) * 12 + month(counts_on) - 1 AS month,
    count(CASE WHEN due_public AND publication IS NOT NULL THEN 1 END) AS gl02d,
    count(CASE WHEN due_public AND publication IS NULL AND published_on IS NOT NULL THEN 1 END) AS gl02e,
    count(CASE WHEN due_public AND published THEN 1 END) AS gl02
FROM documents WHERE counts_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(held_on) * 12 + month(held_on) - 1 AS month,
    count(CASE WHEN public THEN 1 END) AS gl03d, count(CASE WHEN public AND streamed THEN 1 END) AS gl03
FROM hearings WHERE held_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(served_on) * 12 + month(served_on) - 1 AS month,
    count(*) AS gl04d, count(CASE WHEN method = 'electronic' AND result = 'served' THEN 1 END) AS gl04
FROM services WHERE served_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(listed_on) * 12 + month(listed_on) - 1 AS month, count(*) AS cx01
FROM dishonest WHERE listed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(removed_on) * 12 + month(removed_on) - 1 AS month,
    count(*) AS cx02, count(CASE WHEN listed_on IS NOT NULL THEN 1 END) AS left_list
FROM dishonest WHERE removed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
UNION ALL BY NAME
SELECT court, year(case_filed_on) * 12 + month(case_filed_on) - 1 AS month,
    count(CASE WHEN case_kind = 'criminal' AND case_instance = 'first' AND role = 'accused' AND minor THEN 1 END) AS pa08
FROM parties WHERE case_filed_on IS NOT NULL AND court IS NOT NULL GROUP BY ALL
