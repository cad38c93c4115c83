/* {
  "class": "loss",
  "name": { "zh": "10kV线路线损异常", "en": "Feeder loss abnormal" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "line-loss",
  "severity": 3,
  "specialty": "audit",
  "parameters": { "high_pct": 10, "low_pct": 0, "days": 30, "min_areas": 3, "min_days": 10, "one_area_share": 0.7, "p": 0.3 },
  "guidance": {
    "zh": "核对线路关口表、联络开关方式和各台区考核表的时钟、倍率；先看台区挂接线路是否正确。",
    "en": "Check the feeder's gate meter, the switching state, and the clocks and ratios of the areas' main meters; first see whether the areas hang on this feeder at all."
  },
  "explanation": {
    "zh": "线路{feederNo}下 {areas} 个台区近 {days} 天合计线损率 {lossPct:0.0}%（正常 {lowPct:0}%–{highPct:0}%），且不是个别台区所致，偏差最大的是{areaName}。",
    "en": "The {areas} areas of feeder {feederNo} lose {lossPct:0.0} % together over {days} days (usual {lowPct:0}–{highPct:0} %), and not because of a single one; {areaName} deviates most."
  },
  "after": ["LL-04"]
} */
-- A whole feeder is off: its areas together lose too much or too little over a month, and no single one of them is the reason.
-- Drops carry no gate meter of the feeder, so this is the low-voltage side; the hit stands at the area that deviates most.
WITH month AS (
    SELECT a.feeder_no, d.area_no, any_value(a.name) AS area_name, sum(d.supply_kwh) AS supply_kwh, sum(d.loss_kwh) AS loss_kwh, count(*) AS days
    FROM area_day AS d JOIN areas AS a USING (area_no), period
    WHERE a.feeder_no IS NOT NULL AND d.loss_pct IS NOT NULL AND d.date > last_day - CAST($days AS INTEGER) AND d.date <= last_day
        AND d.area_no NOT IN (SELECT area_no FROM explained WHERE rule = 'LL-04')
    GROUP BY a.feeder_no, d.area_no),
feeder AS (
    SELECT feeder_no, count(*) AS areas, max(days) AS days, 100 * sum(loss_kwh) / sum(supply_kwh) AS loss_pct, sum(loss_kwh) AS loss_kwh
    FROM month GROUP BY feeder_no HAVING count(*) >= $min_areas AND max(days) >= $min_days),
share AS (
    SELECT f.*, m.area_no, m.area_name, (m.loss_kwh - m.supply_kwh * u.usual_pct / 100) AS excess_kwh,
        sum(m.loss_kwh - m.supply_kwh * u.usual_pct / 100) OVER (PARTITION BY m.feeder_no) AS all_kwh
    FROM feeder AS f JOIN month AS m USING (feeder_no), (SELECT any_value(usual_pct) AS usual_pct FROM area_excess) AS u
    WHERE f.loss_pct > $high_pct OR f.loss_pct < $low_pct)
SELECT 'area' AS kind, area_no, NULL AS customer_no, $p AS p, feeder_no AS "feederNo", area_name AS "areaName", areas, days, loss_pct AS "lossPct", $high_pct AS "highPct", $low_pct AS "lowPct"
FROM share
QUALIFY row_number() OVER (PARTITION BY feeder_no ORDER BY excess_kwh * sign(all_kwh) DESC, area_no) = 1 AND excess_kwh / nullif(all_kwh, 0) < $one_area_share;
