using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>Whoever takes Auditor can see what it is made of.</summary>
public sealed partial class DependencyTests
{
    private static readonly HashSet<string> Referenced =
    [
        .. XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants()
            .Where(element => element.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(element => element.Attribute("Include")?.Value ?? ""),
    ];

    [Fact]
    public void Every_package_has_a_line_that_says_what_it_is_for_and_no_line_is_about_another()
    {
        var listed = File.ReadLines(Path.Combine(Repository.Root, "docs", "dependencies.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success && row.Groups["names"].Value is not "Package")
            .SelectMany(row => row.Groups["names"].Value.Split(", "))
            .ToList();

        listed.Count.ShouldBeGreaterThan(10);
        listed.Order(StringComparer.Ordinal).ShouldBe(Referenced.Order(StringComparer.Ordinal));
    }

    // UPDATE_SNAPSHOTS=1 (./regenerate) writes it from what the packages say of themselves.
    [Fact]
    public void The_notice_is_what_the_shipped_packages_say()
    {
        var path = Path.Combine(Repository.Root, "NOTICE");
        var expected = Notice.Of(Notice.Shipped());
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            File.WriteAllText(path, expected);
        }

        File.ReadAllText(path).ShouldBe(expected, "NOTICE is out of date: run ./regenerate.");
        expected.ShouldContain("AWSSDK.Core");
    }

    [Fact]
    public void The_licence_is_the_one_that_the_notice_names()
    {
        File.ReadAllText(Path.Combine(Repository.Root, "LICENSE"))
            .ShouldContain("Apache License\n                           Version 2.0, January 2004");
        File.ReadAllText(Path.Combine(Repository.Root, "NOTICE")).ShouldContain("Licensed under the Apache License, Version 2.0.");
    }

    [GeneratedRegex(@"^\| (?<names>[A-Z][\w., ]+?) \| (MIT|Apache|BSD)", RegexOptions.NonBacktracking)]
    private static partial Regex Row();
}
