/* {
  "class": "charge",
  "name": { "zh": "连续估抄", "en": "Estimated reads" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "billing",
  "severity": 1,
  "specialty": "business",
  "parameters": { "min_periods": 2, "p": 0.08 },
  "guidance": { "zh": "查抄表失败原因。", "en": "Find out why the meter is not read." },
  "explanation": {
    "zh": "{customerName}有 {periods} 个电费周期为估抄。",
    "en": "{customerName} was billed on estimates in {periods} periods."
  },
  "corroboratesOnly": true
} */
-- Estimated bills again and again. Only corroborates.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", count(*) AS periods
FROM bills AS b JOIN customer AS c USING (customer_no)
WHERE b.read_type = 'estimated'
GROUP BY c.area_no, c.customer_no, c.customer_name HAVING count(*) >= $min_periods;
