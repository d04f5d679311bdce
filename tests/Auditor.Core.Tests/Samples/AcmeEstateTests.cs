using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Samples;

namespace Auditor.Core.Tests.Samples;

public sealed class AcmeEstateTests
{
    private static readonly Estate Estate = AcmeEstate.Create();

    private static IEnumerable<Api> Apis => Estate.Scopes.SelectMany(scope => scope.KnownApis);

    [Fact]
    public void The_committed_inventory_is_what_the_generator_writes()
    {
        var committed = File.ReadAllBytes(CommittedPath());

        // As text first: a difference of texts can be read.
        Encoding.UTF8.GetString(InventoryFile.Write(Estate)).ShouldBe(Encoding.UTF8.GetString(committed), "Run ./regenerate.");
        InventoryFile.Write(Estate).ShouldBe(committed);
    }

    [Fact]
    public void The_inventory_survives_being_read_and_written() =>
        InventoryFile.Write(InventoryFile.Read(InventoryFile.Write(Estate))).ShouldBe(InventoryFile.Write(Estate));

    [Fact]
    public void It_has_apis_of_all_kinds()
    {
        Apis.Count().ShouldBeGreaterThanOrEqualTo(16);
        Apis.Select(api => api.Kind).Distinct().ShouldBe([ApiKind.Rest, ApiKind.Http, ApiKind.WebSocket], ignoreOrder: true);
        Estate.Scopes.Select(scope => (scope.Account, scope.Region))
            .ShouldBe([("111122223333", "eu-west-1"), ("111122223333", "us-east-1"), ("444455556666", "eu-west-1")]);
    }

    [Fact]
    public void Ids_are_as_api_gateway_makes_them_and_unique()
    {
        Apis.Select(api => api.Id)
            .ShouldAllBe(id => id.Length == 10 && id.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));
        Apis.Select(api => api.Id).ShouldBeUnique();
    }

    [Fact]
    public void Every_policy_can_be_read()
    {
        ImmutableArray<string> policies =
        [
            .. Apis.Select(api => api.ResourcePolicy).OfType<string>(),
            .. Estate.Scopes.SelectMany(scope => scope.Functions).Select(function => function.Policy.Value).OfType<string>(),
            .. Estate.Accounts.SelectMany(account => account.IdentityPolicies.Value)
                .Select(policy => policy.Document.Value)
                .OfType<string>(),
        ];

        policies.Length.ShouldBeGreaterThan(40);
        policies.ShouldAllBe(policy => PolicyDocument.Parse(policy).Statements.Length > 0);
    }

    [Fact]
    public void Everything_that_is_named_exists()
    {
        foreach (var scope in Estate.Scopes)
        {
            var stages = scope.KnownApis.SelectMany(api => api.Stages.Value.Select(stage => (api.Id, stage.Name))).ToHashSet();
            // One of 'api.nordkauf.example' leads to an API that is gone, which is what it is there for.
            scope.Domains.Value.Where(domain => domain.Name != "api.nordkauf.example")
                .SelectMany(domain => domain.Mappings.Value)
                .ShouldAllBe(mapping => stages.Contains(new(mapping.ApiId, mapping.Stage ?? "")));
            scope.UsagePlans.ValueOr([])
                .SelectMany(plan => plan.Stages)
                .ShouldAllBe(stage => stages.Contains(new(stage.ApiId, stage.Stage)));
            // 'recommendations-poc' names an authorizer that is gone, which is what it is there for.
            foreach (var api in scope.KnownApis.Where(api => api.Stages.Value is not [] && api.Name != "recommendations-poc"))
            {
                var authorizers = api.Authorizers.Value.Select(authorizer => authorizer.Id).ToHashSet(StringComparer.Ordinal);
                api.Routes.Value.Select(route => route.AuthorizerId).OfType<string>().ShouldAllBe(id => authorizers.Contains(id), api.Name);
                var deployments = api.Deployments.Select(deployment => deployment.Id).ToHashSet(StringComparer.Ordinal);
                api.Stages.Value.SelectMany(stage => new[] { stage.DeploymentId, stage.Canary?.DeploymentId })
                    .OfType<string>()
                    .ShouldAllBe(id => deployments.Contains(id), api.Name);
                // Those of AWS WAF Classic are not read.
                api.Stages.Value.Select(stage => stage.WebAclArn)
                    .OfType<string>()
                    .ShouldAllBe(arn => arn.StartsWith("arn:aws:waf-regional:") || scope.WebAcls.Any(acl => acl.Arn == arn), api.Name);
            }
        }
    }

    [Fact]
    public void What_could_not_be_read_is_told_as_a_gap()
    {
        Estate.Scopes.Where(scope => scope.Gaps is not []).Select(scope => scope.Region).ShouldBe(["us-east-1"]);
        Estate.Scopes.Where(scope => !scope.UsagePlans.IsKnown).Select(scope => scope.Region).ShouldBe(["us-east-1"]);
        Apis.Where(api => api.Stages.Value is not [] && !api.Usage.IsKnown).Select(api => api.Name).Distinct()
            .ShouldBe(["tax-quotes", "storefront-us", "newsletter-signup", "orders-experiment"]);
    }

    // Who can call what is why the sample has each of these APIs.
    [Theory]
    [InlineData("storefront-api", "POST /admin/reindex", Audience.Internet, Credential.None)]
    [InlineData("storefront-api", "GET /orders", Audience.Internet, Credential.AuthorizerToken)]
    [InlineData("public-catalogue", "GET /search", Audience.Internet, Credential.None)]
    [InlineData("partner-api", "GET /offers", Audience.OthersOrNetwork, Credential.AwsPrincipal)]
    [InlineData("erp-bridge", "POST /ledger-entries", Audience.Internet, Credential.AwsPrincipal)]
    [InlineData("supplier-edi", "POST /edi/orders", Audience.Internet, Credential.None)]
    [InlineData("payment-callbacks", "POST /payments/notifications", Audience.Internet, Credential.ClientCertificate)]
    [InlineData("inventory-internal", "GET /stock/{sku}", Audience.OwnVpcOrAccount, Credential.None)]
    [InlineData("pricing-internal", "GET /margins", Audience.OthersOrNetwork, Credential.None)]
    [InlineData("loyalty-mobile-api", "GET /members/{memberId}/points", Audience.Internet, Credential.ApiKey)]
    [InlineData("gift-cards-api", "POST /cards", Audience.Internet, Credential.AuthorizerToken)]
    [InlineData("returns-api", "POST /returns", Audience.Internet, Credential.None)]
    [InlineData("returns-api", "GET /returns/{returnId}/label", Audience.Internet, Credential.AuthorizerToken)]
    [InlineData("reviews-api", "DELETE /reviews/{reviewId}", Audience.Internet, Credential.None)]
    [InlineData("store-finder", "GET /stores", Audience.Internet, Credential.None)]
    [InlineData("backoffice-reports", "GET /reports", Audience.OthersOrNetwork, Credential.None)]
    [InlineData("product-images", "$default", Audience.Internet, Credential.None)]
    [InlineData("product-images", "POST /uploads", Audience.Internet, Credential.AuthorizerToken)]
    [InlineData("delivery-tracking", "GET /depots", Audience.OwnVpcOrAccount, Credential.AwsPrincipal)]
    [InlineData("order-updates", "$connect", Audience.Internet, Credential.None)]
    [InlineData("support-chat", "$connect", Audience.Internet, Credential.AuthorizerToken)]
    public void Who_can_call_a_route(string apiName, string routeKey, Audience audience, Credential credential)
    {
        var exposure = new ExposureMap(Estate);
        var (scope, api) = Estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (scope, api)))
            .Single(one => one.api.Name == apiName);

        // The easiest of the ways that the stage, or its canary, offers.
        var easiest = api.Stages.Value
            .SelectMany(stage => exposure.RoutesOf(scope, api, stage).Value)
            .Where(route => route.Route.Key == routeKey)
            .Select(route => exposure.Of(route).Value)
            .MinBy(one => one.Credential);

        easiest.ShouldNotBeNull();
        (easiest.Audience, easiest.Credential).ShouldBe((audience, credential));
    }

    private static string CommittedPath([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile) ?? "", "..", "..", "..", "samples", "acme.inventory.json");
}
