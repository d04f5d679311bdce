using System.Text;
using Auditor.Core.Inventory;
using Auditor.Samples;

namespace Auditor.Core.Tests.Inventory;

public sealed class InventoryPlacesTests
{
    private static readonly Estate Acme = AcmeEstate.Create();

    // More than is read at once, and the last is the first again: what is read does not hang on what was read before.
    private static readonly Estate Several = Acme with
    {
        Scopes =
        [
            Acme.Scopes[0],
            Acme.Scopes[0] with { Region = "eu-north-1", ClosedBy = "Nobody works there." },
            Acme.Scopes[0] with { Region = "eu-west-3", RestApis = new Unknown("GetRestApis was denied.") },
            Acme.Scopes[0] with { Region = "eu-south-2" },
        ],
    };

    public static TheoryData<string> Beginnings => new("", "\uFEFF", "\n\n  ");

    [Theory, MemberData(nameof(Beginnings))]
    public void Each_account_and_Region_is_what_the_whole_file_has(string beginning)
    {
        using var places = Placed([.. Encoding.UTF8.GetBytes(beginning), .. InventoryFile.Write(Several)]);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            places.Scopes.Select(Text).ShouldBe(Several.Scopes.Select(Text));
        }

        places.Outline.Accounts.Select(Text).ShouldBe(Several.Accounts.Select(Text));
    }

    [Fact]
    public void Writes_the_same_bytes_as_the_whole()
    {
        using var places = Placed(InventoryFile.Write(Several));
        using var written = new MemoryStream();

        places.WriteTo(written);

        written.ToArray().ShouldBe(InventoryFile.Write(Several));
        InventoryText.Of(places).Bytes.ToArray().ShouldBe(InventoryFile.Write(Several));
    }

    [Fact]
    public void The_outline_says_how_much_was_read_and_has_no_routes_of_REST_APIs()
    {
        using var places = Placed(InventoryFile.Write(Several));

        foreach (var (whole, outline) in Several.Scopes.Zip(places.Outline.Scopes))
        {
            (outline.Account, outline.Region, outline.ClosedBy).ShouldBe((whole.Account, whole.Region, whole.ClosedBy));
            outline.RestApis.Unknown.ShouldBe(whole.RestApis.Unknown);
            outline.Gaps.ShouldBe(whole.Gaps);
            outline.KnownApis.Select(api => (api.Id, api.Name, api.Kind, api.Stages.IsKnown))
                .ShouldBe(whole.KnownApis.Select(api => (api.Id, api.Name, api.Kind, api.Stages.IsKnown)));
            outline.KnownApis.SelectMany(api => api.Deployments).ShouldBeEmpty();
            outline.RestApis.ValueOr([]).ShouldAllBe(api => !api.Routes.IsKnown);
        }
    }

    // Whoever writes by hand may write the Regions first, a member of another name that holds a list, and the name in another way.
    [Fact]
    public void Finds_the_Regions_wherever_they_stand()
    {
        const string Json = """
            {"\u0073copes": [{"account": "1", "region": "a", "gaps": [], "functions": [{"arn": "f"}]}, {"account": "2", "region": "b"}],
             "shards": [], "accounts": [{"id": "1"}], "collectedAt": "2026-11-22T00:00:00Z"}
            """;
        using var places = Placed(Encoding.UTF8.GetBytes(Json));

        places.Scopes.Select(scope => (scope.Account, scope.Region)).ShouldBe([("1", "a"), ("2", "b")]);
        places.Outline.Scopes.Select(scope => (scope.Account, scope.Region)).ShouldBe([("1", "a"), ("2", "b")]);
    }

    [Fact]
    public void A_secret_is_left_out_of_the_outline_as_of_the_whole()
    {
        const string Secret = "AKIAIOSFODNN7EXAMPLE";
        const string Json = $$"""
            {"collectedAt": "2026-11-22T00:00:00Z", "scopes": [{"account": "1", "region": "r", "restApis": [
            {"id": "a", "name": "{{Secret}}", "kind": "rest", "tags": {"key": "{{Secret}}"}, "stages": [{"name": "{{Secret}}"}]}]}]}
            """;
        using var places = Placed(Encoding.UTF8.GetBytes(Json));

        Encoding.UTF8.GetString(InventoryFile.Write(places.Outline)).ShouldNotContain(Secret);
        places.Scopes.Select(Text).ShouldAllBe(text => !text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_so_when_the_file_is_another_by_now()
    {
        var json = InventoryFile.Write(Several);
        using var places = Placed(json);
        json.AsSpan(json.Length / 8, json.Length / 2).Fill((byte)'!');

        Should.Throw<IOException>(() => places.Scopes.Count()).Message.ShouldContain("changed while it was read");
    }

    private static InventoryPlaces Placed(byte[] json) => InventoryPlaces.Of(new MemoryStream(json));

    private static string Text<T>(T part) => Encoding.UTF8.GetString(InventoryFile.WritePart(part));
}
