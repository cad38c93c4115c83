/* {
  "class": "price",
  "name": { "zh": "力调标准执行异常", "en": "Power-factor standard wrong" },
  "version": 1,
  "effectiveFrom": "2000-01-01",
  "channel": "archive",
  "severity": 3,
  "specialty": "business",
  "parameters": { "min_kva": 100, "p": 0.6 },
  "guidance": {
    "zh": "核对受电容量和电价类别，按标准更正功率因数考核并退补力调电费。",
    "en": "Check capacity and tariff, correct the power-factor standard and settle the adjustment."
  },
  "explanation": {
    "zh": "{customerName}合同容量 {kva:0} kVA（{categoryZh}），按规定应执行功率因数考核，档案中的力调标准为“{standard}”。",
    "en": "{customerName} has {kva:0} kVA ({category}) and should be held to a power-factor standard; the archive says “{standard}”."
  }
} */
-- Above 100 kVA, not a home, and no power-factor standard. Needs the optional column pf_standard of customers.csv; without it nothing is said.
SELECT 'customer' AS kind, c.area_no, c.customer_no, $p AS p, c.customer_name AS "customerName", c.contracted_kva AS kva, c.category,
    CASE c.category WHEN 'commercial' THEN '商业' WHEN 'industrial' THEN '工业' WHEN 'agricultural' THEN '农业' ELSE '公共' END AS "categoryZh", coalesce(nullif(trim(x.extra['pf_standard']), ''), '无') AS standard
FROM customer AS c JOIN customers AS x USING (customer_key)
WHERE c.status = 'active' AND c.contracted_kva > $min_kva AND c.category IN ('industrial', 'commercial', 'public')
    AND map_contains(x.extra, 'pf_standard') AND coalesce(TRY_CAST(x.extra['pf_standard'] AS DOUBLE), 0) = 0;
