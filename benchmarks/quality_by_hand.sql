-- Every rule of cases, by court and month, as one query written by hand: how many each checked, how many are faulty.
SELECT t.court, year(coalesce(t.filed_on, t.received_on)) * 12 + month(coalesce(t.filed_on, t.received_on)) - 1 AS month,
    count(*) AS n,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') THEN 1 END) AS c_kind,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') AND t.instance IN ('first', 'second', 'retrial') THEN 1 END) AS c_tried,
    count(t.closed_on) AS c_closed, count(t.closing) AS c_closing, count(t.case_number) AS c_number,
    count(CASE WHEN t.case_number IS NOT NULL AND t.filed_on IS NOT NULL THEN 1 END) AS c_number_filed,
    count(CASE WHEN t.cause IS NOT NULL AND t.kind IN ('civil', 'criminal', 'administrative') THEN 1 END) AS c_cause,
    count(CASE WHEN t.closing IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL THEN 1 END) AS c_closing_fit,
    count(CASE WHEN t.procedure IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL THEN 1 END) AS c_procedure_fit,
    count(t.received_on) AS c_received, count(t.effective_on) AS c_effective, count(t.archived_on) AS c_archived,
    count(t.entered_on) AS c_entered, count(t.closing_entered_on) AS c_closing_entered,
    count(t.origin_number) AS c_origin, count(t.mediation_id) AS c_mediation, count(t.appeal_outcome) AS c_outcome,
    count(t.appeal_closed_on) AS c_appeal, count(t.amount) AS c_amount, count(t.elapsed_days) AS c_elapsed,
    count(CASE WHEN t.court IS NULL THEN 1 END) AS f_c01,
    count(CASE WHEN t.kind IS NULL THEN 1 END) AS f_c02,
    count(CASE WHEN t.case_number IS NULL THEN 1 END) AS f_c03,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') AND t.cause IS NULL THEN 1 END) AS f_c04,
    count(CASE WHEN t.filed_on IS NULL THEN 1 END) AS f_c05,
    count(CASE WHEN t.received_on IS NULL THEN 1 END) AS f_c06,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') AND t.instance IN ('first', 'second', 'retrial') AND t.procedure IS NULL THEN 1 END) AS f_c07,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') AND t.instance IN ('first', 'second', 'retrial') AND t.panel IS NULL THEN 1 END) AS f_c08,
    count(CASE WHEN t.division IS NULL THEN 1 END) AS f_c09,
    count(CASE WHEN t.judge IS NULL THEN 1 END) AS f_c10,
    count(CASE WHEN t.entered_on IS NULL THEN 1 END) AS f_c11,
    count(CASE WHEN t.filing_channel IS NULL THEN 1 END) AS f_c12,
    count(CASE WHEN t.closed_on IS NOT NULL AND t.closing IS NULL THEN 1 END) AS f_c13,
    count(CASE WHEN t.closing IS NOT NULL AND t.closed_on IS NULL THEN 1 END) AS f_c14,
    count(CASE WHEN t.clerk IS NULL THEN 1 END) AS f_c15,
    count(CASE WHEN NOT (regexp_matches(t.case_number, '^（\d{4}）(最高法知?|[一-龥]\d{0,4})[一-龥]{1,6}\d{1,9}号(之[一二三四五六七八九十]+)?$')
        OR regexp_matches(t.case_number, '^（\d{4}）[^）]{1,14}字第\d{1,9}(-\d{1,9})?号$')) THEN 1 END) AS f_v01,
    count(CASE WHEN t.case_number LIKE '（____）%' AND NOT t.case_number LIKE '%字第%' AND substring(t.case_number, 7, length(t.court)) <> t.court THEN 1 END) AS f_v02,
    count(CASE WHEN t.case_number LIKE '（____）%' AND NOT t.case_number LIKE '%字第%' AND substring(t.case_number, 7, length(t.court)) = t.court
        AND (substring(t.case_number, 7 + length(t.court), length(t.type_code)) <> t.type_code
        OR NOT substring(t.case_number, 7 + length(t.court) + length(t.type_code), 1) BETWEEN '0' AND '9') THEN 1 END) AS f_v03,
    count(CASE WHEN TRY_CAST(substring(t.case_number, 2, 4) AS INTEGER) <> year(t.filed_on)
        AND TRY_CAST(substring(t.case_number, 2, 4) AS INTEGER) <> coalesce(year(t.received_on), 0) THEN 1 END) AS f_v04,
    count(CASE WHEN t.cause IS NOT NULL AND t.kind IN ('civil', 'criminal', 'administrative') AND _causes.cause IS NULL THEN 1 END) AS f_v05,
    count(CASE WHEN t.kind IN ('civil', 'criminal', 'administrative') AND (t.filed_on < _causes.since OR t.filed_on > _causes.until) THEN 1 END) AS f_v06,
    count(CASE WHEN t.closing IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL AND _closings.closing IS NULL THEN 1 END) AS f_v07,
    count(CASE WHEN t.procedure IS NOT NULL AND t.kind IS NOT NULL AND t.instance IS NOT NULL AND _procedures.procedure IS NULL THEN 1 END) AS f_v08,
    count(CASE WHEN t.received_on > t.filed_on THEN 1 END) AS f_v11,
    count(CASE WHEN t.closed_on < t.filed_on THEN 1 END) AS f_v12,
    count(CASE WHEN t.effective_on < t.closed_on THEN 1 END) AS f_v13,
    count(CASE WHEN t.archived_on < t.closed_on THEN 1 END) AS f_v14,
    count(CASE WHEN t.filed_on > current_date OR t.closed_on > current_date THEN 1 END) AS f_v15,
    count(CASE WHEN t.entered_on - t.filed_on >= 8 THEN 1 END) AS f_t01,
    count(CASE WHEN t.closing_entered_on - t.closed_on >= 8 THEN 1 END) AS f_t02,
    count(_numbers_nowhere.number) AS f_k01,
    count(_mediations_nowhere.number) AS f_k02,
    count(CASE WHEN t.appeal_outcome <> t.review_outcome THEN 1 END) AS f_k03,
    count(CASE WHEN t.appeal_closed_on <> t.review_closed_on THEN 1 END) AS f_k04,
    count(_repeated_numbers.case_number) AS f_u01,
    count(CASE WHEN t.amount >= 10000000001 THEN 1 END) AS f_p01,
    count(CASE WHEN t.elapsed_days >= 3661 THEN 1 END) AS f_p02
FROM cases AS t
LEFT JOIN _repeated_numbers ON _repeated_numbers.court = t.court AND _repeated_numbers.case_number = t.case_number
LEFT JOIN _causes ON _causes.cause = t.cause
LEFT JOIN _closings ON _closings.closing = t.closing AND _closings.kind = t.kind AND _closings.instance = t.instance
LEFT JOIN _procedures ON _procedures.procedure = t.procedure AND _procedures.kind = t.kind AND _procedures.instance = t.instance
LEFT JOIN _numbers_nowhere ON _numbers_nowhere.number = t.origin_number
LEFT JOIN _mediations_nowhere ON _mediations_nowhere.number = t.mediation_id
GROUP BY 1, 2
