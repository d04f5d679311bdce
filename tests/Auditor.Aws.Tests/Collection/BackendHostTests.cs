using System.Collections.Immutable;
using System.Net.Sockets;
using Auditor.Aws.Names;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.Names;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Does DNS know the hosts behind APIs? Only "no such name" is no, and only from a name server that knows public names.</summary>
public sealed class BackendHostTests
{
    private const string AwsName = "apigateway.eu-west-1.amazonaws.com";

    [Fact]
    public async Task Each_public_host_is_asked_for_once()
    {
        var hosts = new KnownHosts { Gone = ["gone.example.com", "green.example.com"] };
        var scope = await ScopeAsync(
            hosts,
            FakeIntegration.Http("https://known.example.com/a"),
            FakeIntegration.Http("https://KNOWN.example.com.:8443/{proxy}"),
            FakeIntegration.Http("http://user:secret@gone.example.com?x=y"),
            new() { Type = "HTTP", Uri = "https://gone.example.com/b" },
            FakeIntegration.Http("https://${stageVariables.color}.example.com/"),
            FakeIntegration.Http("https://${stageVariables.missing}.example.com/"),
            FakeIntegration.Http("https://{tenant}.example.com/"),
            FakeIntegration.Http("https://192.0.2.1/"),
            FakeIntegration.Http("https://[2001:db8::1]/"),
            FakeIntegration.Http("http://localhost:8080/"),
            FakeIntegration.Http("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod"),
            FakeIntegration.Http("https://inside.example.com/") with { ConnectionType = "VPC_LINK", ConnectionId = "l1" },
            FakeIntegration.Lambda(SampleEstate.FunctionArn));

        scope.BackendHosts.Select(host => (host.Name, host.Exists.Value)).ShouldBe([
            ("a1b2c3.execute-api.eu-west-1.amazonaws.com", true), ("blue.example.com", true), ("gone.example.com", false), ("green.example.com", false), ("known.example.com", true),
        ]);
        hosts.Asked.ShouldBe([AwsName, "blue.example.com", "gone.example.com", "green.example.com", "known.example.com"]);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hosts_of_HTTP_APIs_are_asked_for_too()
    {
        var hosts = new KnownHosts();
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var scope = await Collected.ScopeAsync(aws, Needs.BackendHosts, hosts: hosts);

        scope.BackendHosts.ShouldHaveSingleItem().Name.ShouldBe("shop.example");
        hosts.Asked.ShouldBe([AwsName, "shop.example"]);
    }

    [Fact]
    public async Task Without_the_need_nobody_is_asked()
    {
        var hosts = new KnownHosts();
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var scope = await Collected.ScopeAsync(aws, Collected.Everything & ~Needs.BackendHosts, hosts: hosts);

        hosts.Asked.ShouldBeEmpty();
        scope.BackendHosts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_of_which_DNS_says_nothing_is_unknown_with_a_gap_of_its_own()
    {
        var scope = await ScopeAsync(
            new() { Unanswered = ["slow.example.com"], Gone = ["gone.example.com"] },
            FakeIntegration.Http("https://slow.example.com/"),
            FakeIntegration.Http("https://gone.example.com/"));

        var hosts = scope.BackendHosts.ToDictionary(host => host.Name, host => host.Exists);
        hosts["gone.example.com"].Value.ShouldBeFalse();
        hosts["slow.example.com"].Unknown.ShouldNotBeNull().Operation.ShouldBe("dns:Lookup");
        var gap = scope.Gaps.ShouldHaveSingleItem();
        (gap.Operation, gap.Code, gap.Target).ShouldBe(("dns:Lookup", "TryAgain", "slow.example.com"));
    }

    [Fact]
    public async Task In_a_closed_network_that_a_host_does_not_exist_proves_nothing()
    {
        var hosts = new KnownHosts { KnowsNothing = true };
        var scope = await ScopeAsync(
            hosts,
            FakeIntegration.Http("https://one.example.com/"),
            FakeIntegration.Http("https://two.example.com/"),
            FakeIntegration.Http("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod"));

        scope.BackendHosts.Select(host => (host.Name, host.Exists.IsKnown))
            .ShouldBe([("a1b2c3.execute-api.eu-west-1.amazonaws.com", true), ("one.example.com", false), ("two.example.com", false)]);
        hosts.Asked.ShouldBe([AwsName]);
        var gap = scope.Gaps.ShouldHaveSingleItem();
        (gap.Operation, gap.Code).ShouldBe(("dns:Lookup", "NoPublicNames"));
        gap.Message.ShouldContain(AwsName);
    }

    [Fact]
    public async Task A_name_server_that_does_not_answer_for_AWS_proves_nothing_either()
    {
        var scope = await ScopeAsync(
            new() { Gone = ["gone.example.com"], Unanswered = [AwsName] },
            FakeIntegration.Http("https://gone.example.com/"),
            FakeIntegration.Http("https://known.example.com/"));

        scope.BackendHosts.Select(host => (host.Name, host.Exists.IsKnown))
            .ShouldBe([("gone.example.com", false), ("known.example.com", false)]);
    }

    [Fact]
    public async Task A_name_server_that_leaves_question_after_question_unanswered_is_left_alone()
    {
        var hosts = new KnownHosts { Unanswered = [.. Enumerable.Range(0, 100).Select(i => $"h{i}.example.com")] };

        var scope = await ScopeAsync(hosts, [.. hosts.Unanswered.Select(name => FakeIntegration.Http($"https://{name}/"))]);

        scope.BackendHosts.Length.ShouldBe(100);
        scope.BackendHosts.ShouldAllBe(host => !host.Exists.IsKnown);
        scope.Gaps.Length.ShouldBe(100);
        // Those that were under way when it was enough are heard out.
        hosts.Asked.Length.ShouldBeLessThan(1 + 16 + 8);
    }

    [Fact]
    public async Task Names_of_API_Gateway_s_own_are_nobody_s_to_ask_for()
    {
        var hosts = new KnownHosts();

        var scope = await ScopeAsync(hosts, FakeIntegration.Http("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod"));

        scope.BackendHosts.ShouldHaveSingleItem().Exists.Value.ShouldBeTrue();
        hosts.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoRecovery)]
    [InlineData(SocketError.NoData)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.SocketError)]
    public void Of_the_ways_in_which_a_look_up_fails_only_one_means_no(SocketError other)
    {
        DnsHostNames.Read(SocketError.HostNotFound, "x.example").Value.ShouldBeFalse();
        DnsHostNames.Read(other, "x.example").Unknown.ShouldNotBeNull().Code.ShouldBe(other.ToString());
    }

    [Fact]
    public async Task A_look_up_that_is_cancelled_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => new DnsHostNames(TimeProvider.System)
            .ExistsAsync("localhost", cancelled.Token));
    }

    [Fact]
    public async Task A_name_that_is_none_is_unknown()
    {
        var exists = await new DnsHostNames(TimeProvider.System).ExistsAsync(new string('a', 300), CancellationToken.None);

        exists.IsKnown.ShouldBeFalse();
    }

    private static async Task<Scope> ScopeAsync(KnownHosts hosts, params FakeIntegration[] integrations)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("rest")
        {
            Methods = [.. integrations.Select((integration, index) => new FakeMethod("GET", $"/{index}") { Integration = integration })],
            Stages =
            [
                new("prod") { Variables = ImmutableDictionary<string, string>.Empty.Add("color", "blue") },
                new("test") { Variables = ImmutableDictionary<string, string>.Empty.Add("color", "green") },
            ],
        });
        return await Collected.ScopeAsync(aws, Needs.BackendHosts, hosts: hosts);
    }
}
