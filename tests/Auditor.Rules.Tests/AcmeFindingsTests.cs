using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests;

/// <summary>The sample is what newcomers judge Auditor by: it shows each of these, and beside it something alike that is well.</summary>
public sealed class AcmeFindingsTests
{
    private static readonly AuditResult Result = JudgedEstates.Sample;
    private static readonly string Inventory = Encoding.UTF8.GetString(InventoryFile.Write(Result.Estate));

    [Theory]
    [InlineData("AGW1001", "storefront-api POST /admin/reindex", "storefront-api GET /orders")]
    [InlineData("AGW1001", "supplier-edi POST /edi/orders", "payment-callbacks POST /payments/disputes")]
    [InlineData("AGW1001", "order-updates $connect", "support-chat $connect")]
    [InlineData("AGW1001", "returns-api POST /returns", "returns-api OPTIONS /returns")]
    [InlineData("AGW1002", "loyalty-mobile-api GET /members/{memberId}/points", "gift-cards-api POST /cards")]
    [InlineData("AGW1003", "returns-api OPTIONS /returns/{returnId}", "returns-api OPTIONS /returns")]
    [InlineData("AGW1006", "recommendations-poc GET /models", "recommendations-poc GET /recommendations/{memberId}")]
    [InlineData("AGW1007", "order-updates", "support-chat")]
    [InlineData("AGW2001", "order-updates", "support-chat")]
    [InlineData("AGW2002", "product-images", "checkout")]
    [InlineData("AGW2003", "/domainnames/edi.acme-shop.example", "/domainnames/callbacks.acme-shop.example")]
    [InlineData("AGW2004", "/domainnames/us.acme-shop.example", "/domainnames/partners.acme-shop.example")]
    [InlineData("AGW2006", "carrier-webhooks POST /carriers/{carrier}/events", "carrier-webhooks POST /carriers/{carrier}/labels")]
    [InlineData("AGW2007", "carrier-webhooks POST /carriers/{carrier}/labels", "carrier-webhooks POST /carriers/{carrier}/events")]
    [InlineData("AGW2008", "delivery-tracking GET /parcels/{parcelId}/events", "delivery-tracking GET /depots")]
    [InlineData("AGW3001", "store-finder", "loyalty-mobile-api")]
    [InlineData("AGW3002", "/usageplans/w5t1kz", "/usageplans/g2r7pl")]
    [InlineData("AGW4001", "reviews-api", "inventory-internal")]
    [InlineData("AGW4002", "storefront-us", "storefront-api")]
    [InlineData("AGW5001", "erp-bridge", "partner-api")]
    [InlineData("AGW5002", "pricing-internal", "inventory-internal")]
    [InlineData("AGW5003", "store-finder", "backoffice-reports")]
    [InlineData("AGW5008", ":policy/acme-integration-tests", ":policy/acme-partner-sync")]
    [InlineData("AGW5008", ":policy/acme-integration-tests", ":policy/acme-office-tools")]
    [InlineData("AGW5009", "/policy/deploy-anything", "/policy/deploy-storefront")]
    [InlineData("AGW5009", ":policy/acme-platform-engineers", ":policy/acme-auditor")]
    [InlineData("AGW5012", ":function:storefront-search-reindex", ":function:store-finder")]
    [InlineData("AGW6001", "store-finder", "storefront-api")]
    [InlineData("AGW6003", "gift-cards-api uat", "gift-cards-api prod")]
    [InlineData("AGW6004", ":us-east-1::/account", ":eu-west-1::/account")]
    [InlineData("AGW7001", "christmas-2023-raffle", "black-friday-2026")]
    [InlineData("AGW7003", "vendor-onboarding", "christmas-2023-raffle")]
    [InlineData("AGW7004", "returns-api", "gift-cards-api")]
    [InlineData("AGW7010", "loyalty-mobile-api", "storefront-api")]
    [InlineData("AGW7011", "product-images", "checkout")]
    public void A_rule_flags_what_is_wrong_and_leaves_alone_what_is_alike(string ruleId, string wrong, string well)
    {
        // Nothing is found about what does not exist.
        well.Split(' ', 2).Select(NameIn).ShouldAllBe(name => Inventory.Contains(name, StringComparison.Ordinal));

        var ofRule = Result.Findings.Where(finding => finding.Rule.Id == ruleId).ToList();

        ofRule.ShouldContain(finding => finding.Outcome == Outcome.Flagged && IsAbout(finding, wrong));
        ofRule.ShouldNotContain(finding => IsAbout(finding, well));
    }

    [Fact]
    public void Config_is_judged_Region_by_Region() => Result.Flagged
        .Where(finding => finding.Rule.Id == "AGW6008")
        .Select(finding => (finding.Subject.Identity.Account, finding.Subject.Identity.Region))
        .ShouldBe([("111122223333", "us-east-1"), ("444455556666", "eu-west-1")], ignoreOrder: true);

    [Fact]
    public void What_was_denied_is_told_and_not_found() => Result.Findings
        .Where(finding => finding.Subject.Identity is { ApiName: "tax-quotes" } && finding.Rule.Id is "AGW3001")
        .Select(finding => finding.Outcome)
        .ShouldBe([Outcome.Inconclusive]);

    [Fact]
    public void No_rule_fails_on_it() => Result.Failures.ShouldBeEmpty();

    private static string NameIn(string part) => part is ['/' or ':', ..] ? part.Split('/', ':')[^1] : part;

    // An API's name, with a route or a stage; or the end of an ARN.
    private static bool IsAbout(Finding finding, string thing)
    {
        var identity = finding.Subject.Identity;
        return identity.Arn.EndsWith(thing, StringComparison.Ordinal)
            || identity.ApiName == thing
            || $"{identity.ApiName} {identity.Route ?? identity.Stage}" == thing
            || finding.Stages.Any(stage => $"{identity.ApiName} {stage}" == thing);
    }
}
