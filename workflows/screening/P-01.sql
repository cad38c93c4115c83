/* {
  "class": "price",
  "name": { "zh": "电价执行异常", "en": "Tariff does not fit the use" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "archive",
  "severity": 3,
  "specialty": "business",
  "parameters": { "main_share": 0.5, "rare_share": 0.02, "min_customers": 100, "p": 0.45 },
  "guidance": {
    "zh": "核对营业执照、现场用途与电价类别；不符的改类并退补电费。",
    "en": "Compare licence and use on site with the tariff; reclassify and settle where they differ."
  },
  "explanation": {
    "zh": "{customerName}的用电类别为{categoryZh}，却执行电价 {tariffCode}；执行该电价的 {tariffShare:0}% 是{otherZh}用户，同类用户只有 {ownShare:0.0}% 执行它。",
    "en": "{customerName} is filed as {category} yet pays tariff {tariffCode}; {tariffShare:0} % of those on it are {other}, and only {ownShare:0.0} % of its own kind."
  }
} */
-- A tariff that belongs to another kind of customer. Which tariff belongs to whom is read from the archive itself, so it needs no list.
CREATE OR REPLACE TEMP MACRO kind_zh(x) AS CASE x WHEN 'residential' THEN '居民' WHEN 'commercial' THEN '商业' WHEN 'industrial' THEN '工业' WHEN 'agricultural' THEN '农业' WHEN 'public' THEN '公共' ELSE x END;
WITH pairs AS (SELECT category, tariff_code, count(*) AS customers FROM customer WHERE status <> 'closed' AND category <> '' AND tariff_code IS NOT NULL GROUP BY ALL),
shares AS (
    SELECT *, customers / sum(customers) OVER (PARTITION BY category) AS of_category, customers / sum(customers) OVER (PARTITION BY tariff_code) AS of_tariff,
        sum(customers) OVER (PARTITION BY category) AS in_category, sum(customers) OVER (PARTITION BY tariff_code) AS on_tariff
    FROM pairs),
owner AS (SELECT tariff_code, arg_max(category, customers) AS category, max(of_tariff) AS share FROM shares WHERE on_tariff >= $min_customers GROUP BY tariff_code HAVING max(of_tariff) > $main_share)
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", c.category, kind_zh(c.category) AS "categoryZh", c.tariff_code AS "tariffCode",
    100 * o.share AS "tariffShare", o.category AS other, kind_zh(o.category) AS "otherZh", 100 * s.of_category AS "ownShare"
FROM customer AS c JOIN shares AS s USING (category, tariff_code) JOIN owner AS o USING (tariff_code)
WHERE c.status <> 'closed' AND o.category <> c.category AND s.of_category <= $rare_share AND s.in_category >= $min_customers / 2;
