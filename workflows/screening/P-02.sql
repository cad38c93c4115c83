/* {
  "class": "price",
  "name": { "zh": "分时/峰谷异常", "en": "Time-of-use abnormal" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "billing",
  "severity": 2,
  "specialty": "business",
  "parameters": { "valley_share": 0.9, "usual_share": 0.7, "min_kwh": 100, "min_periods": 2, "sum_share": 0.05, "p": 0.4, "p_sum": 0.45 },
  "guidance": {
    "zh": "核对分时时段设置、表计时钟和合同约定的分时标志。",
    "en": "Check the time-of-use settings, the meter's clock and what the contract says."
  },
  "explanation": {
    "zh": "{customerName}有 {periods} 个电费周期{findingZh}（谷段占比 {valleyPct:0}%，同电价用户一般为 {usualPct:0}%）。",
    "en": "{customerName}: in {periods} billing periods {findingEn} (valley share {valleyPct:0} %, usual for the tariff {usualPct:0} %)."
  }
} */
-- Nearly everything in the valley, unlike others of the tariff (night storage is a tariff of its own); or parts that exceed the whole.
WITH parts AS (
    SELECT b.customer_no, b.period, b.kwh, b.peak_kwh, b.valley_kwh, c.tariff_code, c.area_no, c.customer_name, b.valley_kwh / nullif(b.kwh, 0) AS share
    FROM bills AS b JOIN customer AS c USING (customer_no)
    WHERE b.valley_kwh IS NOT NULL AND b.kwh >= $min_kwh AND c.status = 'active'),
-- A tariff that is measured in parts for few customers says nothing about what is usual.
usual AS (SELECT tariff_code, CASE WHEN count(DISTINCT customer_no) >= 20 THEN median(share) ELSE 0.35 END AS share FROM parts GROUP BY tariff_code),
judged AS (
    SELECT p.*, u.share AS usual, p.share > $valley_share AND u.share < $usual_share AS is_valley,
        coalesce(p.peak_kwh, 0) + p.valley_kwh > (1 + $sum_share) * p.kwh AS is_more
    FROM parts AS p JOIN usual AS u USING (tariff_code)),
summed AS (
    SELECT customer_no, area_no, customer_name, count(*) FILTER (is_more) AS more, count(*) FILTER (is_valley OR is_more) AS periods, 100 * avg(share) AS valley_pct, 100 * any_value(usual) AS usual_pct
    FROM judged GROUP BY ALL)
SELECT 'customer' AS kind, area_no, customer_no, CASE WHEN more > 0 THEN $p_sum ELSE $p END AS p, customer_name AS "customerName", periods, valley_pct AS "valleyPct", usual_pct AS "usualPct",
    CASE WHEN more > 0 THEN '峰谷电量之和大于总电量' ELSE '几乎全在谷段' END AS "findingZh", CASE WHEN more > 0 THEN 'peak and valley exceed the total' ELSE 'nearly all use lies in the valley' END AS "findingEn"
FROM summed WHERE periods >= $min_periods;
