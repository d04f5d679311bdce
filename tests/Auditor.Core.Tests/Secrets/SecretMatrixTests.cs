using System.Runtime.CompilerServices;
using Auditor.Core.Secrets;
using Auditor.Testing.Secrets;
using Xunit.Abstractions;

namespace Auditor.Core.Tests.Secrets;

/// <summary>Kinds of secrets by the fields that people put them into, and what names things beside them.</summary>
[Trait("Category", "Exhaustive")]
public sealed class SecretMatrixTests(ITestOutputHelper output)
{
    private const int Seeds = 1;

    // What looks like a key and opens nothing is masked where nothing says what it is: 32 bytes in base64, KSUIDs.
    private const double MostHarmless = 0.02;

    // Of what stays, this much in a row would be a part of the secret.
    private const int Part = 8;

    [Fact]
    public void What_says_itself_that_it_is_a_secret_goes_from_every_field() => AtMostOnePercent(
        from kind in PlantedSecrets.SelfEvident
        from field in PlantedFields.All
        from seed in Enumerable.Range(1, Seeds)
        let secret = kind.Make(PlantedSecrets.Seeded(seed))
        select (kind.Kind, field.Field, Left: LeftOf(secret, SecretJudge.Mask(field.Text(secret)))));

    [Fact]
    public void So_does_what_other_issuers_publish() => AtMostOnePercent(
        from kind in PublishedKinds.All
        from field in PlantedFields.All
        from seed in Enumerable.Range(1, Seeds)
        let secret = kind.Make(PlantedSecrets.Seeded(seed))
        select (kind.Kind, field.Field, Left: LeftOf(secret, SecretJudge.Mask(field.Text(secret)))));

    [Fact]
    public void There_are_as_many_kinds_and_fields_as_promised()
    {
        PlantedSecrets.SelfEvident.Concat(PublishedKinds.All)
            .Select(kind => kind.Kind)
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBeGreaterThan(200);
        PlantedSecrets.SelfEvident.Concat(PublishedKinds.All).Select(kind => kind.Kind).ShouldBeUnique();
        PlantedFields.All.Length.ShouldBeGreaterThan(21);
    }

    [Fact]
    public void What_the_word_before_it_calls_a_secret_goes_from_every_field() => AtMostOnePercent(
        from kind in PlantedSecrets.Named.Concat(SpokenSecrets.All)
        from field in PlantedFields.All
        from seed in Enumerable.Range(1, Seeds)
        let planted = kind.Make(PlantedSecrets.Seeded(seed))
        select (kind.Kind, field.Field, Left: LeftOf(planted.Secret, SecretJudge.Mask(field.Text(planted.Text)))));

    [Fact]
    public void What_its_name_calls_a_secret_goes() => AtMostOnePercent(
        from kind in PlantedSecrets.Values
        from name in new[]
        {
            "dbPassword",
            "DB_PASS",
            "apiKey",
            "client_secret",
            "authToken",
            "API_KEY_PROD",
            "stripe.secret",
            "privateKey",
            "token2",
            "deploy-token",
            "secret",
            "x-api-key",
            "smtpPassword",
            "SecretHeaderValue",
        }
        from seed in Enumerable.Range(1, Seeds)
        let secret = kind.Make(PlantedSecrets.Seeded(seed))
        select (kind.Kind, name, Left: LeftOf(secret, SecretJudge.Mask(name, secret))));

    [Fact]
    public void Names_of_things_stay()
    {
        var masked = HarmlessValues.All.Where(one => SecretJudge.Mask(one.Name, one.Value) != one.Value
            || SecretJudge.Mask(one.Value) != one.Value)
            .ToList();
        foreach (var (name, value) in masked)
        {
            output.WriteLine($"{name} = {value} became {SecretJudge.Mask(name, value)} and {SecretJudge.Mask(value)}");
        }

        output.WriteLine($"{masked.Count} of {HarmlessValues.All.Length} harmless values masked");
        masked.ShouldBeEmpty();
    }

    [Fact]
    public void Names_of_things_stay_in_every_field()
    {
        var all =
            (from kind in HarmlessKinds.All.Concat(HarmlessTexts.All)
             let value = kind.Make(PlantedSecrets.Seeded(11))
             from masked in PlantedFields.All.Select(
                 field => (Field: field.Field, Text: field.Text(value), Masked: SecretJudge.Mask(field.Text(value))))
                 .Append((Field: "under its own name", Text: value, Masked: SecretJudge.Mask(kind.Name, value)))
                 .Append((Field: "behind its own name", Text: $"{kind.Name}: {value}", Masked: SecretJudge.Mask($"{kind.Name}: {value}")))
             select (kind.Kind, masked.Field, masked.Text, masked.Masked, IsMasked: SecretMark.IsIn(masked.Masked))).ToList();

        foreach (var group in all.Where(one => one.IsMasked).GroupBy(one => one.Kind))
        {
            var first = group.First();
            output.WriteLine($"{group.Key}: {group.Count()} fields, {first.Field}: {first.Text.ReplaceLineEndings(" ")} became "
                + $"{first.Masked.ReplaceLineEndings(" ")}");
        }

        var own = all.Where(one => one.Field is "under its own name").ToList();
        Print(
            "harmless",
            $"{all.Count(one => one.IsMasked)} of {all.Count} harmless values masked "
                + $"({100.0 * all.Count(one => one.IsMasked) / all.Count:0.00} %), {all.DistinctBy(one => one.Kind).Count()} kinds in "
                    + $"{all.DistinctBy(one => one.Field).Count()} fields; "
            + $"{own.Count(one => one.IsMasked)} of {own.Count} under their own names");
        ((double)all.Count(one => one.IsMasked) / all.Count).ShouldBeLessThanOrEqualTo(MostHarmless);
        ((double)own.Count(one => one.IsMasked) / own.Count).ShouldBeLessThanOrEqualTo(MostHarmless);
    }

    private void AtMostOnePercent(IEnumerable<(string Kind, string Field, string? Left)> planted, [CallerMemberName] string of = "")
    {
        var all = planted.ToList();
        var left = all.Where(one => one.Left is not null).ToList();
        foreach (var group in left.GroupBy(one => (one.Kind, one.Field)))
        {
            output.WriteLine($"{group.Key.Kind}, {group.Key.Field}: {group.Count()} of {Seeds}, {group.First().Left}");
        }

        Print(
            of,
            $"{left.Count} of {all.Count} left ({100.0 * left.Count / all.Count:0.00} %), "
                + $"{all.Select(one => one.Kind).Distinct(StringComparer.Ordinal).Count()} kinds in "
                    + $"{all.Select(one => one.Field).Distinct(StringComparer.Ordinal).Count()} fields");
        ((double)left.Count / all.Count).ShouldBeLessThanOrEqualTo(0.01);
    }

    // CI shows what is in this folder, which of a test that passes nobody sees otherwise.
    private void Print(string of, string figures)
    {
        output.WriteLine(figures);
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "figures"));
        File.WriteAllText(Path.Combine(folder.FullName, $"secrets-{of}.txt"), $"{of}: {figures}\n");
    }

    // Null when nothing of the secret is left; what is left otherwise.
    private static string? LeftOf(string secret, string masked)
    {
        var body = secret.StartsWith("https://", StringComparison.Ordinal) ? secret[^20..] : secret.Length > 30 ? secret[12..] : secret;
        for (var at = 0; at + Part <= body.Length; at++)
        {
            if (masked.Contains(body.Substring(at, Part), StringComparison.Ordinal))
            {
                return masked;
            }
        }

        return null;
    }
}
