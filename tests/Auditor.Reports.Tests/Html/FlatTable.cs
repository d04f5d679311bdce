using System.Net;
using System.Text;
using Auditor.Core.Rules;

namespace Auditor.Reports.Tests.Html;

/// <summary>The report as others make it: one table with a row for each finding, and the rule's texts in each row again.</summary>
internal static class FlatTable
{
    public static string Of(ReportInput input)
    {
        var pages = input.Result.Rules.ToDictionary(rule => rule.Info.Id, RulePage.Of, StringComparer.Ordinal);
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Findings</title><style>td { border: 1px solid }</style></head><body><table><thead><tr>");
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

        return html.Append("</tbody></table></body></html>").ToString();
    }
}
