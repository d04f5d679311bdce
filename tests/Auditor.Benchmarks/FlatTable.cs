using System.Net;
using System.Text;
using Auditor.Core.Rules;
using Auditor.Reports;

namespace Auditor.Benchmarks;

/// <summary>
/// The report as others make it: one table with a row for each finding and the rule's texts in each row again, filtered by hiding rows. Nothing
/// about it is slower than it has to be: no script is loaded, none runs before the last row, and no row is touched that stays as it is.
/// </summary>
internal static class FlatTable
{
    private const string Script = """
        const rows = [...document.querySelectorAll('tbody tr')];
        const texts = rows.map(row => row.textContent.toLowerCase());
        const regions = rows.map(row => row.children[3].textContent);
        const form = document.getElementById('filters');
        let pending = 0;
        form.addEventListener('input', () => {
          cancelAnimationFrame(pending);
          pending = requestAnimationFrame(() => {
            const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
            const region = form.elements.region.value;
            rows.forEach((row, index) => {
              const hidden = (region && regions[index] !== region) || !words.every(word => texts[index].includes(word));
              if (row.hidden !== hidden) row.hidden = hidden;
            });
          });
        });
        document.documentElement.dataset.ready = 'true';
        """;

    public static string Of(ReportInput input)
    {
        var pages = input.Result.Rules.ToDictionary(rule => rule.Info.Id, RulePage.Of, StringComparer.Ordinal);
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Findings</title><style>td { border: 1px solid }</style></head><body><form id=\"filters\"><input id=\"filter-q\" name=\"q\"><select id=\"filter-region\" name=\"region\"><option></option>");
        foreach (var region in input.Result.Flagged.Select(finding => finding.Subject.Identity.Region).Distinct(StringComparer.Ordinal))
        {
            html.Append("<option>").Append(WebUtility.HtmlEncode(region)).Append("</option>");
        }

        html.Append("</select></form><table><thead><tr>");
        foreach (var column in new[] { "Status", "Severity", "Service", "Region", "Check", "Title", "Resource", "API", "Status extended", "Risk", "Recommendation", "Compliance" })
        {
            html.Append("<th>").Append(column).Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var finding in input.Result.Flagged)
        {
            var (identity, page) = (finding.Subject.Identity, pages[finding.Rule.Id]);
            html.Append("<tr>");
            foreach (var cell in new[]
            {
                "FAIL", finding.Severity.ToString(), "apigateway", identity.Region, finding.Rule.Id, finding.Rule.Title, identity.Arn, identity.ApiName, finding.Message,
                page?.Section("Why it matters"), page?.Section("How to fix it"), string.Join(", ", finding.Rule.Frameworks),
            })
            {
                html.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</tbody></table><script>").Append(Script).Append("</script></body></html>").ToString();
    }
}
