/* {
  "class": "charge",
  "name": { "zh": "欠费", "en": "Arrears" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "billing",
  "severity": 1,
  "specialty": "business",
  "parameters": { "days": 60, "min_yuan": 200, "p": 0.15, "p_many": 0.3, "many_periods": 2 },
  "guidance": {
    "zh": "核实催费记录和联系方式；对长期欠费且仍在用电的，按规定催缴、停电。",
    "en": "Check reminders and contact; where power is still used, collect or disconnect by the rules."
  },
  "explanation": {
    "zh": "{customerName}有 {periods} 个周期的电费超过 {days} 天未结清，共欠 {yuan:0.00} 元，最早为 {periodWord}。",
    "en": "{customerName} has not settled {periods} bills for more than {days} days, {yuan:0.00} yuan in all, the oldest of {periodWord}."
  }
} */
-- Bills that stay unpaid. A matter of collection rather than of a visit, so it weighs little by itself.
SELECT 'customer' AS kind, c.area_no, c.customer_no, CASE WHEN count(*) >= $many_periods THEN $p_many ELSE $p END AS p, c.customer_name AS "customerName", count(*) AS periods, CAST($days AS INTEGER) AS days,
    sum(b.arrears_yuan) AS yuan, strftime(min(b.period), '%Y-%m') AS "periodWord"
FROM bills AS b JOIN customer AS c USING (customer_no), period
WHERE b.arrears_yuan > 0 AND last_day(b.period) + CAST($days AS INTEGER) <= period.last_day
GROUP BY c.area_no, c.customer_no, c.customer_name HAVING sum(b.arrears_yuan) >= $min_yuan;
