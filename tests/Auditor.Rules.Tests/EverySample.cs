using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Tests;

/// <summary>The sample estate shows what every rule is about, and beside it something alike that is well.</summary>
public sealed class EverySample
{
    private static readonly ImmutableArray<Rule> OnByDefault = [.. EveryRule.All.Where(rule => rule.Info.OnByDefault)];
    // A rule is shown by the sample, or by its own tests: one more rule must not rewrite what the sample's reports say.
    private static readonly ImmutableArray<Rule> Shown = [.. OnByDefault.Where(rule => !RuleExamples.HasOwn(rule.GetType()))];
    private static readonly AuditResult Result = JudgedEstates.Sample;
    private static readonly ConcurrentDictionary<(Type Subject, string Kinds), ImmutableArray<Finding>> OfKind = [];

    // An API's name, with a route or a stage; an account and a Region; or the end of an ARN. First what is wrong, then what is alike and
    // well.
    public static TheoryData<string, string, string> Cases => new()
    {
        { "AGW1001", "storefront-api POST /admin/reindex", "storefront-api GET /orders" },
        { "AGW1002", "loyalty-mobile-api GET /members/{memberId}/points", "gift-cards-api POST /cards" },
        { "AGW1003", "returns-api OPTIONS /returns/{returnId}", "returns-api OPTIONS /returns" },
        { "AGW1004", "product-images $default", "nordkauf-orders ANY /{proxy+}" },
        { "AGW1005", "nordkauf-orders POST /orders", "nordkauf-orders POST /returns" },
        { "AGW1006", "recommendations-poc GET /models", "recommendations-poc GET /recommendations/{memberId}" },
        { "AGW1007", "/authorizers/c7o2ua", "/authorizers/c1h5au" },
        { "AGW1008", "/authorizers/n1d4lr", "/authorizers/n1w8hs" },
        { "AGW1009", "/authorizers/n1d4lr", "/authorizers/n1w8hs" },
        { "AGW1010", "/authorizers/n3l1gy", "/authorizers/n3p7rt" },
        { "AGW1011", "recommendations-poc GET /recommendations/{memberId}", "nordkauf-members GET /members/{memberId}" },
        { "AGW1012", "/authorizers/n3l1gy", "/authorizers/n3p7rt" },
        { "AGW1013", "/authorizers/a1c0gn", "/authorizers/n2m6br" },
        { "AGW1014", "/authorizers/n2m6br", "/authorizers/a1c0gn" },
        { "AGW1014", "/authorizers/n3p7rt", "/authorizers/n3l1gy" },
        { "AGW1015", "reviews-api prod", "nordkauf-price-lists prod" },
        { "AGW1016", "recommendations-poc DELETE /admin/models/{modelId}", "nordkauf-price-lists DELETE /admin/price-lists/{listId}" },
        { "AGW1016", "recommendations-poc DELETE /admin/models/{modelId}", "nordkauf-price-lists GET /administrative-regions" },
        { "AGW1016", "recommendations-poc DELETE /admin/models/{modelId}", "storefront-api POST /admin/reindex" },
        { "AGW1017", "/authorizers/p4s7au", "/authorizers/c1h5au" },
        { "AGW2001", "order-updates", "support-chat" },
        { "AGW2002", "product-images", "checkout" },
        { "AGW2003", "/domainnames/edi.acme-shop.example", "/domainnames/callbacks.acme-shop.example" },
        { "AGW2004", "/domainnames/us.acme-shop.example", "/domainnames/partners.acme-shop.example" },
        { "AGW2005", "carrier-webhooks", "partner-api" },
        { "AGW2005", "carrier-webhooks", "inventory-internal" },
        { "AGW2006", "carrier-webhooks POST /carriers/{carrier}/events", "carrier-webhooks POST /carriers/{carrier}/labels" },
        { "AGW2007", "carrier-webhooks POST /carriers/{carrier}/labels", "carrier-webhooks POST /carriers/{carrier}/events" },
        { "AGW2008", "delivery-tracking GET /parcels/{parcelId}/events", "delivery-tracking GET /depots" },
        { "AGW2009", "/domainnames/api.nordkauf.example", "/domainnames/b2b.nordkauf.example" },
        { "AGW2010", "nordkauf-orders batch", "carrier-webhooks prod" },
        { "AGW2011", "nordkauf-orders prod", "nordkauf-orders batch" },
        { "AGW2011", "nordkauf-orders prod", "storefront-api prod" },
        { "AGW2012", "/domainnames/b2b.nordkauf.example", "/domainnames/callbacks.acme-shop.example" },
        { "AGW2013", "/domainnames/api.nordkauf.example", "/domainnames/api.acme-shop.example" },
        { "AGW2014", "nordkauf-price-lists", "partner-api" },
        { "AGW3001", "store-finder prod", "loyalty-mobile-api v2" },
        { "AGW3002", "/usageplans/w5t1kz", "/usageplans/g2r7pl" },
        { "AGW3003", "nordkauf-orders prod", "loyalty-mobile-api v2" },
        { "AGW3004", "nordkauf-orders batch", "nordkauf-orders prod" },
        { "AGW3005", "nordkauf-orders prod", "storefront-api prod" },
        { "AGW3006", "stock-push-prototype dev", "recommendations-poc $default" },
        { "AGW4001", "reviews-api prod", "inventory-internal prod" },
        { "AGW4002", "storefront-us prod", "storefront-api prod" },
        { "AGW4003", "nordkauf-orders prod", "storefront-api prod" },
        { "AGW4004", "nordkauf-orders prod", "storefront-api prod" },
        { "AGW4005", "nordkauf-orders prod", "storefront-api prod" },
        { "AGW4006", "nordkauf-orders batch", "nordkauf-orders prod" },
        { "AGW4007", "checkout", "stock-push-prototype" },
        { "AGW4007", "product-images", "stock-push-prototype" },
        { "AGW4008", "returns-api", "storefront-api" },
        { "AGW4008", "returns-api", "public-catalogue" },
        { "AGW4009", "nordkauf-tickets", "support-chat" },
        { "AGW5001", "erp-bridge", "partner-api" },
        { "AGW5002", "pricing-internal", "inventory-internal" },
        { "AGW5003", "store-finder", "backoffice-reports" },
        { "AGW5004", "partner-api", "field-service" },
        { "AGW5005", "field-service", "partner-api" },
        { "AGW5006", "pickup-points", "backoffice-reports" },
        { "AGW5007", "freight-quotes", "freight-bookings" },
        { "AGW5008", ":policy/acme-integration-tests", ":policy/acme-partner-sync" },
        { "AGW5008", ":policy/acme-integration-tests", ":policy/acme-office-tools" },
        { "AGW5009", "/policy/deploy-anything", "/policy/deploy-storefront" },
        { "AGW5009", ":policy/acme-platform-engineers", ":policy/acme-auditor" },
        { "AGW5010", "field-service PUT /appointments/{appointmentId}", "field-service POST /photos" },
        { "AGW5011", "freight-bookings POST /bookings", "backoffice-reports GET /reports/{reportId}/download" },
        { "AGW5012", ":function:storefront-search-reindex", ":function:store-finder" },
        { "AGW5013", ":function:field-appointments", ":function:partner-offers" },
        { "AGW5014", "/portals/d3v8po2rt1", "/portals/p6r1tn4er9" },
        { "AGW5015", "/domainnames/prices.internal.acme-shop.example+d7p2rc5x", "/domainnames/stock.internal.acme-shop.example+d4s8tk1m" },
        { "AGW5016", ":policy/field-service-dispatch", ":policy/field-service-planner" },
        { "AGW5017", ":function:images-resize", ":function:images-upload" },
        { "AGW5018", "/policy/release-functions", "/policy/release-storefront" },
        { "AGW6001", "store-finder prod", "storefront-api prod" },
        { "AGW6001", "store-finder", "storefront-api" },
        { "AGW6002", "loyalty-mobile-api v2", "storefront-api prod" },
        { "AGW6002", "loyalty-mobile-api", "storefront-api" },
        { "AGW6003", "gift-cards-api uat", "gift-cards-api prod" },
        { "AGW6004", ":us-east-1::/account", ":eu-west-1::/account" },
        { "AGW6005", "gift-cards-api uat", "gift-cards-api prod" },
        { "AGW6005", "supplier-edi", "payment-callbacks" },
        { "AGW6006", "supplier-edi", "payment-callbacks" },
        { "AGW6007", "delivery-tracking", "checkout" },
        { "AGW6007", "store-finder", "public-catalogue" },
        { "AGW6008", "111122223333 us-east-1", "111122223333 eu-west-1" },
        { "AGW6008", "444455556666 eu-west-1", "111122223333 eu-west-1" },
        { "AGW6009", ":eu-west-1::/account", ":us-east-1::/account" },
        { "AGW6010", "gift-cards-api uat", "gift-cards-api prod" },
        { "AGW6010", "carrier-webhooks", "support-chat" },
        { "AGW7001", "christmas-2023-raffle", "black-friday-2026" },
        { "AGW7002", "gift-cards-api uat", "gift-cards-api prod" },
        { "AGW7003", "vendor-onboarding", "christmas-2023-raffle" },
        { "AGW7004", "returns-api", "gift-cards-api" },
        { "AGW7005", "product-images", "checkout" },
        { "AGW7006", "christmas-2023-raffle POST /entries", "black-friday-2026 GET /offers/early" },
        { "AGW7006", "hackathon-2025-shelf-scanner ANY /{proxy+}", "carrier-webhooks POST /carriers/{carrier}/events" },
        { "AGW7007", "public-catalogue", "partner-api" },
        { "AGW7008", "partner-api GET /offers", "partner-api GET /partner-orders" },
        { "AGW7008", "partner-api GET /offers", "public-catalogue GET /products" },
        { "AGW7009", "public-catalogue", "partner-api" },
        { "AGW7010", "loyalty-mobile-api v2", "storefront-api prod" },
        { "AGW7010", "loyalty-mobile-api", "storefront-api" },
        { "AGW7011", "product-images", "checkout" },
        { "AGW7011", "returns-api", "storefront-api" },
        { "AGW7012", "/apikeys/k8x0l6ug4e", "/apikeys/k9s3w7bd6t" },
        { "AGW7012", "/vpclinks/t4m0sl", "/vpclinks/v9l2kq" },
        { "AGW7012", "/domainnames/summer.acme-shop.example", "/domainnames/chat.acme-shop.example" },
        { "AGW7013", "/apikeys/k4r8n2vx1m", "/apikeys/k8x0l6ug4e" },
        { "AGW7013", "/apikeys/k4r8n2vx1m", "/apikeys/k9s3w7bd6t" },
        { "AGW7014", "hackathon-2025-shelf-scanner", "recommendations-poc" },
        { "AGW7015", "nordkauf-orders", "carrier-webhooks" },
        { "AGW7016", "erp-bridge", "storefront-api" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_flags_what_is_wrong_and_leaves_alone_what_is_alike(string ruleId, string wrong, string well)
    {
        var ofRule = Result.Findings.Where(finding => finding.Rule.Id == ruleId).ToList();

        // Nothing is found about what the rule does not look at.
        LookedAt(EveryRule.All.Single(rule => rule.Info.Id == ruleId)).ShouldContain(finding => IsAbout(finding, well));
        ofRule.ShouldContain(finding => finding.Outcome == Outcome.Flagged && IsAbout(finding, wrong));
        ofRule.ShouldNotContain(finding => IsAbout(finding, well));
    }

    [Fact]
    public void The_sample_flags_every_rule_that_is_on_by_default() =>
        Shown.Select(rule => rule.Info.Id)
            .Except(Result.Flagged.Select(finding => finding.Rule.Id), StringComparer.Ordinal)
            .ShouldBeEmpty(
                "Add to samples/Auditor.Samples what these rules look for, or give their tests an estate of their own (IExampleEstate).");

    [Fact]
    public void Every_rule_that_is_on_by_default_has_a_case() =>
        Shown.Select(rule => rule.Info.Id).Except(CaseIds, StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void No_rule_fails_on_it() => Result.Failures.ShouldBeEmpty();

    // GitHub's list of alerts cuts what it shows of a result: what tells alerts of one rule apart comes first.
    [Fact]
    public void Findings_of_one_rule_are_told_apart_by_how_they_begin() =>
        Result.Flagged
            .DistinctBy(finding => (finding.Rule.Id, finding.Message))
            .GroupBy(finding => (finding.Rule.Id, Begins: finding.Message[..Math.Min(finding.Message.Length, 100)]))
            .Where(alike => alike.Count() > 1)
            .Select(alike => alike.Key)
            .ShouldBeEmpty();

    private static IEnumerable<string> CaseIds => Cases.Select(one => (string)one[0]).Distinct(StringComparer.Ordinal);

    // Most rules look at the same things.
    private static ImmutableArray<Finding> LookedAt(Rule rule)
    {
        // Of an API whose stages are looked at, each stage is.
        var subject = rule is StageRule ? typeof(StageSubject) : rule.SubjectType;
        return OfKind.GetOrAdd((subject, string.Join(' ', rule.Info.AppliesTo.Order())), _ =>
        {
            var everything = typeof(Everything<>).MakeGenericType(subject);
            return Audit.Run(Result.Estate, [(Rule)Activator.CreateInstance(everything, rule.Info.AppliesTo).ShouldNotBeNull()]).Findings;
        });
    }

    private static bool IsAbout(Finding finding, string thing)
    {
        var identity = finding.Subject.Identity;
        return identity.Arn.EndsWith(thing, StringComparison.Ordinal)
            || identity.ApiName == thing
            || $"{identity.ApiName} {identity.Route ?? identity.Stage}" == thing
            || finding.Stages.Any(stage => $"{identity.ApiName} {stage}" == thing)
            || (identity.ApiName is null && $"{identity.Account} {identity.Region}" == thing);
    }
}
