-- High loss: more than the area's own target plus a margin (or the common limit) on enough of its last computable days.
WITH judged AS (
    SELECT r.*, coalesce(r.loss_target_pct + $target_margin_pp, $high_pct) AS limit_pct, r.loss_pct > coalesce(r.loss_target_pct + $target_margin_pp, $high_pct) AS is_high
    FROM recent_loss AS r),
runs AS (SELECT area_no, is_high, rank - row_number() OVER (PARTITION BY area_no, is_high ORDER BY rank) AS run FROM judged),
longest AS (SELECT area_no, max(length) AS length FROM (SELECT area_no, run, count(*) AS length FROM runs WHERE is_high GROUP BY area_no, run) GROUP BY area_no),
summed AS (
    SELECT j.area_no, any_value(j.area_name) AS area_name, any_value(j.limit_pct) AS limit_pct, count(*) AS days, count(*) FILTER (is_high) AS high_days,
        avg(loss_pct) AS loss_pct, avg(loss_kwh) AS loss_kwh, count(*) FILTER (loss_pct < -1) AS negative_days, min(date) AS from_day, max(date) AS to_day
    FROM judged AS j GROUP BY j.area_no)
SELECT 'area' AS kind, s.area_no, NULL AS customer_no,
    least(0.85, 0.35 + 0.03 * greatest(0, s.loss_pct - s.limit_pct)) * (0.5 + 0.5 * s.high_days / s.days)
        * (1 - coalesce((SELECT 0.8 * max(x.share) FROM explained AS x WHERE x.area_no = s.area_no), 0)) AS p,
    s.area_name AS "areaName", s.loss_pct AS "lossPct", s.limit_pct AS "limitPct", s.loss_kwh AS "lossKwh", s.high_days AS "highDays", s.days, l.length AS "longestRunDays",
    s.from_day AS "from", s.to_day AS "to"
FROM summed AS s JOIN longest AS l USING (area_no)
WHERE (l.length >= $run_days OR s.high_days >= $any_days)
    AND s.negative_days <= 1
    AND s.area_no NOT IN (SELECT area_no FROM explained WHERE rule = 'LL-04');
