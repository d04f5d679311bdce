using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Core.Tests.Findings;

/// <summary>A finding about several things is worse with one more of them, and no worse with one fewer.</summary>
public sealed class NamedThingsTests
{
    private static readonly NamedThings Routes = NamedThings.Of("route", ["GET /a", "GET /b"]);
    private static readonly NamedThings OnProd = Routes with { Stages = ["prod"] };

    public static TheoryData<string, NamedThings[], NamedThings[], string[]> Grown => new()
    {
        { "the same", [Routes], [Routes], [] },
        { "the same in another order", [Routes], [NamedThings.Of("route", ["GET /b", "GET /a"])], [] },
        { "one fewer", [Routes], [NamedThings.Of("route", ["GET /a"])], [] },
        { "one more", [Routes], [NamedThings.Of("route", ["GET /a", "GET /b", "GET /c"])], ["also route 'GET /c'"] },
        { "another instead", [Routes], [NamedThings.Of("route", ["GET /a", "GET /c"])], ["also route 'GET /c'"] },
        {
            "the first, where none was", [NamedThings.Of("holder", [])], [NamedThings.Of("holder", ["arn:aws:iam::111122223333:role/a"])],
            ["also holder 'arn:aws:iam::111122223333:role/a'"]
        },
        { "an earlier report that does not tell", [], [Routes], [] },
        { "a kind that the earlier does not speak of", [Routes], [Routes, NamedThings.Of("action", ["iam:PutRolePolicy"])], [] },
        {
            "each kind for itself", [Routes, NamedThings.Of("account", ["444455556666"])],
            [Routes, NamedThings.Of("account", ["444455556666", "GET /a"])], ["also account 'GET /a'"]
        },
        {
            "many more, of which a few are named", [NamedThings.Of("route", [])],
            [NamedThings.Of("route", ["a", "b", "c", "d", "e", "f", "g"])], ["also routes 'a', 'b', 'c', 'd', 'e' and 2 more"]
        },
        { "on the same stage", [OnProd], [OnProd], [] },
        {
            "one more on the stage", [OnProd], [NamedThings.Of("route", ["GET /a", "GET /b", "GET /c"]) with { Stages = ["prod"] }],
            ["also route 'GET /c' on stage 'prod'"]
        },
        {
            "a route of one stage on another, too", [OnProd, NamedThings.Of("route", ["GET /a"]) with { Stages = ["dev"] }],
            [Routes with { Stages = ["dev", "prod"] }], ["also route 'GET /b' on stage 'dev'"]
        },
        {
            "the same on two stages", [NamedThings.Of("route", ["GET /a"]) with { Stages = ["dev", "prod"] }],
            [Routes with { Stages = ["dev", "prod"] }], ["also route 'GET /b' on stages 'dev' and 'prod'"]
        },
        { "what was accepted on every stage", [Routes], [OnProd], [] },
        {
            "a character that nobody can see, as a report shows it", [NamedThings.Of("route", ["GET /a\\u202Eb"])],
            [NamedThings.Of("route", ["GET /a\u202Eb"])], []
        },
        {
            "a secret's mark of another run", [NamedThings.Of("route", ["GET /[secret: GitHub token]~3f9a1c"])],
            [NamedThings.Of("route", ["GET /[secret: GitHub token]~0b1c2d"])], []
        },
        {
            "names that differ behind their 120th character", [NamedThings.Of("route", [$"{new string('a', 130)}b"])],
            [NamedThings.Of("route", [$"{new string('a', 130)}c"])], [$"also route '{new string('a', 120)}…'"]
        },
    };

    [Theory]
    [MemberData(nameof(Grown))]
    public void Is_worse_with_one_more(string what, NamedThings[] before, NamedThings[] after, string[] worse) =>
        Gravity(before).WorseIn(Gravity(after)).ShouldBe(worse, ignoreOrder: false, what);

    [Fact]
    public void A_stage_that_is_new_as_a_whole_is_told_once() =>
        (Gravity(OnProd) with { Stages = ["prod"] })
            .WorseIn(Gravity(Routes with { Stages = ["dev", "prod"] }) with { Stages = ["dev", "prod"] })
            .ShouldBe(["also on stage 'dev'"]);

    // Findings about all stages of an authorizer name none of their own.
    [Fact]
    public void A_stage_that_only_the_things_name_is_told_with_them() =>
        Gravity(OnProd)
            .WorseIn(Gravity(Routes with { Stages = ["dev", "prod"] }))
            .ShouldBe(["also routes 'GET /a' and 'GET /b' on stage 'dev'"]);

    [Fact]
    public void Says_what_is_known_of_it() =>
        new Gravity(Severity.Low, Audience.Internet, ["prod"]) { Named = [OnProd, NamedThings.Of("holder", [])] }.ToString()
        .ShouldBe("severity low, reached from the internet, stage 'prod', routes 'GET /a' and 'GET /b' on stage 'prod', no holder");

    [Fact]
    public void Stages_with_the_same_things_are_said_together() =>
        NamedThings.OfStages("route", [("prod", "GET /b"), ("dev", "GET /a"), ("prod", "GET /a"), ("dev", "GET /b"), ("test", "GET /a")])
        .Select(named => named.ToString())
            .ShouldBe(["routes 'GET /a' and 'GET /b' on stages 'dev' and 'prod'", "route 'GET /a' on stage 'test'"]);

    [Fact]
    public void What_two_forms_of_a_thing_name_is_named_once() =>
        NamedThings.Union(
            [OnProd],
            [NamedThings.Of("route", ["GET /c"]) with { Stages = ["prod"] }, NamedThings.Of("route", ["GET /a"]) with { Stages = ["dev"] }])
            .Select(named => named.ToString())
                .ShouldBe(["routes 'GET /a', 'GET /b' and 'GET /c' on stage 'prod'", "route 'GET /a' on stage 'dev'"]);

    private static Gravity Gravity(params NamedThings[] named) => new(Severity.High, Audience.Internet, []) { Named = [.. named] };
}
