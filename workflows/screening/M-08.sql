/* {
  "class": "quantity",
  "name": { "zh": "采集失败", "en": "Persistent read failure" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 2,
  "specialty": "acquisition",
  "parameters": { "min_days": 3, "long_days": 10, "area_success_pct": 80, "p": 0.45, "p_long": 0.6 },
  "guidance": {
    "zh": "查载波模块、485 接线、表计是否掉电或已拆除；恢复采集后补抄。",
    "en": "Check the carrier module, the wiring, and whether the meter is dead or gone; read it again once it answers."
  },
  "explanation": {
    "zh": "{customerName}已连续 {silentDays} 天没有抄到表（最后一次 {lastDate}），而同台区当天采集成功率 {successPct:0}%。",
    "en": "{customerName} has not been read for {silentDays} days (last {lastDate}), while {successPct:0} % of its area were read."
  }
} */
-- One meter falls silent while its neighbours answer. A whole area that is not read is a terminal, not a meter; those never read at all are a
-- matter of the connection, and closed customers are none.
WITH area AS (
    SELECT d.area_no, median(d.success_pct) AS success_pct FROM area_day AS d, period
    WHERE d.date > last_day - CAST($min_days AS INTEGER) AND d.date <= last_day GROUP BY d.area_no)
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN last_day - c.last_date >= $long_days THEN $p_long ELSE $p END AS p,
    c.customer_name AS "customerName", last_day - c.last_date AS "silentDays", c.last_date AS "lastDate", a.success_pct AS "successPct"
FROM customer AS c JOIN area AS a USING (area_no), period
WHERE c.status = 'active' AND last_day - c.last_date >= $min_days AND c.last_date >= first_day AND a.success_pct >= $area_success_pct;
