/* {
  "class": "quantity",
  "name": { "zh": "电量突减", "en": "Sustained drop" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "acquisition",
  "severity": 3,
  "specialty": "consumption-inspection",
  "parameters": { "drop_pct": 50, "min_days": 30, "min_kwh": 2, "vacant_ratio": 0.1, "vacant_zero_share": 0.05, "p": 0.1 },
  "guidance": {
    "zh": "了解是否人员减少、改用燃气或歇业；否则按窃电、计量故障排查。",
    "en": "Ask whether fewer people live there, gas is used instead or business is down; otherwise look for theft or a metering fault."
  },
  "explanation": {
    "zh": "{customerName}自 {from} 起日均用电 {usedKwh:0.0} kWh，按其此前水平和同类用户同期变化应为 {expectedKwh:0.0} kWh（减少 {dropPct:0}%），已持续 {afterDays} 天。因数据不足一年，以自身前期水平代替去年同期。",
    "en": "Since {from} {customerName} uses {usedKwh:0.0} kWh a day; its own earlier level, moved as its category moved, would give {expectedKwh:0.0} kWh ({dropPct:0} % less), for {afterDays} days now. With less than a year of data its own earlier level stands in for the same period of last year."
  },
  "after": ["LL-05"]
} */
-- A lasting drop of a customer that is still there. With less than a year of readings, "last year" is the customer's own earlier
-- level carried forward by what all customers of its category did since. Uses the steps that LL-05 has found.
WITH level AS (
    SELECT s.customer_key, s.area_no, s.day, s.before_kwh, s.after_kwh, count(*) FILTER (d.date >= s.day) AS after_days,
        count(*) FILTER (d.date >= s.day AND d.kwh < 0.05) AS zero_days, avg(d.kwh) FILTER (d.date >= s.day) AS used_kwh,
        s.before_kwh * (avg(d.factor) FILTER (d.date >= s.day)) AS expected_kwh
    FROM customer_step AS s JOIN drop_day AS d USING (customer_key) GROUP BY s.customer_key, s.area_no, s.day, s.before_kwh, s.after_kwh)
SELECT 'customer' AS kind, c.area_no, c.customer_no,
    ($p + CASE WHEN c.category NOT IN ('residential', '') THEN 0.08 ELSE 0 END) AS p,
    c.customer_name AS "customerName", l.day AS "from", l.expected_kwh AS "expectedKwh", l.used_kwh AS "usedKwh", 100 * (1 - l.after_kwh / l.before_kwh) AS "dropPct", l.after_days AS "afterDays"
FROM level AS l JOIN customer AS c USING (customer_key), period
WHERE c.status = 'active' AND l.before_kwh >= $min_kwh
    AND l.after_kwh <= (1 - $drop_pct / 100) * l.before_kwh
    AND l.after_kwh >= $vacant_ratio * l.before_kwh AND l.zero_days <= $vacant_zero_share * l.after_days
    AND l.after_days >= least($min_days, period.days / 3);
