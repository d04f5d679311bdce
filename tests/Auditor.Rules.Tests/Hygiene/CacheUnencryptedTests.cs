using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class CacheUnencryptedTests : RuleTests<CacheUnencrypted>
{
    private static readonly RouteSettings Cached = new() { Key = "GET /orders", CachingEnabled = true };

    private static readonly Estate Plain = SmallEstate.Rest()
        .WithStage(stage => stage with { CacheClusterEnabled = true, Settings = [Cached] });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "encrypted", estate => estate.WithStage(stage => stage with { Settings = [Cached with { CacheDataEncrypted = true }] }) },
        { "kept for no time", estate => estate.WithStage(stage => stage with { Settings = [Cached with { CacheSeconds = 0 }] }) },
        { "not cached", estate => estate.WithStage(stage => stage with { Settings = [Cached with { CachingEnabled = false }] }) },
        { "the method is gone", estate => estate.WithStage(stage => stage with { Settings = [Cached with { Key = "GET /gone" }] }) },
        {
            "settings for all methods cache no POST",
            estate =>
                estate.WithRoute(route => route with { Key = "POST /orders" })
                    .WithStage(stage => stage with { Settings = [Cached with { Key = RouteSettings.DefaultKey }] })
        },
        {
            "each method has settings of its own",
            estate =>
                estate.WithStage(stage => stage with { Settings = [Cached with { Key = RouteSettings.DefaultKey }, Cached with { CacheDataEncrypted = true }] })
        },
        { "the stage has no cache", estate => estate.WithStage(stage => stage with { CacheClusterEnabled = false }) },
    };

    [Fact]
    public void Flags_a_cache_that_is_not_encrypted() =>
        Check(Plain).ShouldFlag(
            "Stage 'prod' of API 'orders' caches answers unencrypted for route 'GET /orders'").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Plain)).ShouldBeClean(change);

    [Fact]
    public void One_encrypted_method_does_not_excuse_the_others() =>
        Check(Plain.AddRoute(Example.Route("GET /items"))
            .WithStage(stage => stage with
            {
                Settings = [Cached with { CacheDataEncrypted = true }, Cached with { Key = RouteSettings.DefaultKey }],
            }))
            .ShouldFlag("for route 'GET /items'");

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(Plain.WithApi(api => api with { Routes = Example.Denied, Deployments = [] })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Plain.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
