/* {
  "class": "loss",
  "name": { "zh": "台区负损", "en": "Negative-loss area" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 4,
  "specialty": "audit",
  "parameters": { "low_pct": -1, "high_pct": 7, "run_days": 3, "any_days": 8 },
  "guidance": {
    "zh": "核对考核表互感器变比、极性和缺相；核对户变关系；有光伏的台区核对上网电量是否计入供电量。",
    "en": "Check the main meter's CT ratio, polarity and phases; check the customer mapping; where there is generation, check that it is counted as supply."
  },
  "explanation": {
    "zh": "台区{areaName}近 {days} 个可算日平均线损率 {lossPct:0.0}%，其中 {lowDays} 天低于 {limitPct:0}%（最长连续 {longestRunDays} 天），售电每天比供电多约 {gainKwh:0} kWh。",
    "en": "Area {areaName} shows {lossPct:0.0} % loss on average over its last {days} computable days; {lowDays} of them lie below {limitPct:0} % ({longestRunDays} in a row): about {gainKwh:0} kWh a day more is sold than supplied."
  },
  "after": ["LL-04", "LL-05"]
} */
-- Negative loss: less than the limit on enough of the last computable days.
WITH judged AS (SELECT r.*, r.loss_pct < $low_pct AS is_low FROM recent_loss AS r),
runs AS (SELECT area_no, is_low, rank - row_number() OVER (PARTITION BY area_no, is_low ORDER BY rank) AS run FROM judged),
longest AS (SELECT area_no, max(length) AS length FROM (SELECT area_no, run, count(*) AS length FROM runs WHERE is_low GROUP BY area_no, run) GROUP BY area_no),
summed AS (
    SELECT area_no, any_value(area_name) AS area_name, count(*) AS days, count(*) FILTER (is_low) AS low_days, avg(loss_pct) AS loss_pct, avg(-loss_kwh) AS gain_kwh,
        count(*) FILTER (loss_pct > $high_pct) AS high_days, min(date) AS from_day, max(date) AS to_day
    FROM judged GROUP BY area_no)
SELECT 'area' AS kind, s.area_no, NULL AS customer_no,
    least(0.92, 0.55 + 0.02 * greatest(0, $low_pct - s.loss_pct)) * (0.5 + 0.5 * s.low_days / s.days) AS p,
    s.area_name AS "areaName", s.loss_pct AS "lossPct", $low_pct AS "limitPct", s.gain_kwh AS "gainKwh", s.low_days AS "lowDays", s.days, l.length AS "longestRunDays",
    s.from_day AS "from", s.to_day AS "to"
FROM summed AS s JOIN longest AS l USING (area_no)
WHERE (l.length >= $run_days OR s.low_days >= $any_days)
    AND s.high_days <= 1
    AND s.area_no NOT IN (SELECT area_no FROM explained WHERE rule = 'LL-04');
