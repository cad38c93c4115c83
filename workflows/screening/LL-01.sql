/* {
  "class": "loss",
  "name": { "zh": "台区高损", "en": "High-loss area" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 4,
  "specialty": "audit",
  "parameters": { "high_pct": 7, "target_margin_pp": 3, "run_days": 3, "any_days": 8 },
  "guidance": {
    "zh": "查考核表倍率与接线、无表用电、三相不平衡，再按电量由大到小核查用户表计。",
    "en": "Check the main meter's ratio and wiring, unmetered use and phase balance, then the customers' meters from the largest down."
  },
  "explanation": {
    "zh": "台区{areaName}近 {days} 个可算日平均线损率 {lossPct:0.0}%，其中 {highDays} 天高于 {limitPct:0.0}%（最长连续 {longestRunDays} 天），每天约损失 {lossKwh:0} kWh。",
    "en": "Area {areaName} lost {lossPct:0.0} % on average over its last {days} computable days; {highDays} of them lie above {limitPct:0.0} % ({longestRunDays} in a row), about {lossKwh:0} kWh a day."
  },
  "after": ["LL-04", "LL-05"]
} */
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
