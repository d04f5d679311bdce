using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;

namespace Auditor.Rules.Tests;

/// <summary>References go one way: Core knows nobody, Rules, Aws, Storage, Templates and Reports know Core, Cli knows them all.</summary>
public sealed class Boundaries
{
    public static TheoryData<string> Products => [.. ProjectFiles("src", "rules", "reports").Select(Name)];

    [Theory]
    [InlineData("Auditor.Core")]
    [InlineData("Auditor.Rules", "Auditor.Core")]
    [InlineData("Auditor.Aws", "Auditor.Core")]
    [InlineData("Auditor.Templates", "Auditor.Core")]
    [InlineData("Auditor.Storage", "Auditor.Core")]
    [InlineData("Auditor.Reports", "Auditor.Core")]
    public void A_product_references_only(string project, params string[] allowed) =>
        ProjectReferences(project).Except(allowed, StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [InlineData("Auditor.Core")]
    [InlineData("Auditor.Rules")]
    public void Core_and_rules_use_no_package(string project) => PackageReferences(project).ShouldBeEmpty();

    [Fact]
    public void Only_Aws_and_Storage_use_the_sdk()
    {
        var users = ProjectFiles("src", "rules", "reports").Where(file => References(file, "PackageReference").Any(IsSdk)).Select(Name);
        users.Order(StringComparer.Ordinal).ShouldBe(["Auditor.Aws", "Auditor.Storage"]);
    }

    // What reads accounts has nothing that could write to them: S3 is in an assembly that reads no account.
    [Fact]
    public void Only_Storage_can_reach_S3() =>
        ProjectFiles("src", "rules", "reports").Where(file => References(file, "PackageReference").Contains("AWSSDK.S3"))
            .Select(Name)
            .ShouldBe(["Auditor.Storage"]);

    [Fact]
    public void Aws_uses_the_sdk_and_what_the_runtime_lacks() =>
        PackageReferences("Auditor.Aws")
            .Where(package => !IsSdk(package) && !package.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Products))]
    public void No_product_references_the_command_line_or_tests(string project) =>
        ProjectReferences(project)
            .Where(reference => reference is "Auditor.Cli" or "Auditor.Testing" || reference.EndsWith(".Tests", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Core_is_built_on_the_runtime_alone() => NotOfTheRuntime(typeof(Rule).Assembly).ShouldBeEmpty();

    [Fact]
    public void Rules_are_built_on_Core_alone() => NotOfTheRuntime(typeof(RuleDocumentation).Assembly).ShouldBe(["Auditor.Core"]);

    // src/README.md: products are built in floors. What uses another part of one is not used by it.
    [Theory]
    [InlineData("Auditor.Core", 10)]
    [InlineData("Auditor.Aws", 20)]
    [InlineData("Auditor.Rules", 5)]
    [InlineData("Auditor.Templates", 5)]
    [InlineData("Auditor.Reports", 5)]
    [InlineData("Auditor.Cli", 15)]
    public void No_part_of_a_product_uses_one_that_uses_it(string project, int parts)
    {
        var floors = new Floors(FolderOf(project));

        floors.Count.ShouldBeGreaterThan(parts);
        floors.Circles().ShouldBeEmpty();
    }

    // What lies beside the folders is below all of them, but for the two that begin everything.
    [Fact]
    public void What_every_part_of_the_command_line_uses_uses_none_of_them() =>
        Directory.EnumerateFiles(FolderOf("Auditor.Cli"), "*.cs")
            .Where(file => Path.GetFileName(file) is not ("Application.cs" or "Program.cs"))
            .Where(file => File.ReadAllText(file).Contains("using Auditor.Cli.", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .ShouldBeEmpty();

    // A partial inventory is one thing with one way in.
    [Fact]
    public void Nobody_uses_the_inside_of_a_partial_inventory()
    {
        var inside = Directory.EnumerateFiles(Path.Combine(FolderOf("Auditor.Cli"), "Partial"), "*.cs")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(type => type is not "PartialInventory")
            .ToList();
        var word = new Regex($@"(?<![\w.])({string.Join('|', inside)})(?!\w)", RegexOptions.None, TimeSpan.FromSeconds(30));

        inside.Count.ShouldBeGreaterThan(5);
        Directory.EnumerateFiles(FolderOf("Auditor.Cli"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Partial{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file)
                .Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && word.IsMatch(line)))
            .Select(Path.GetFileName)
            .ShouldBeEmpty();
    }

    // A rule that could ask AWS or the clock would give another answer tomorrow.
    [Fact]
    public void Rules_cannot_reach_the_network() =>
        typeof(RuleDocumentation).Assembly.GetReferencedAssemblies()
            .Where(assembly => assembly.Name?.StartsWith("System.Net", StringComparison.Ordinal) is true)
            .ShouldBeEmpty();

    private static IEnumerable<string?> NotOfTheRuntime(Assembly assembly) =>
        assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .Where(name => name?.StartsWith("System.", StringComparison.Ordinal) is not true);

    private static bool IsSdk(string package) => package.StartsWith("AWSSDK.", StringComparison.Ordinal);

    private static IEnumerable<string> ProjectReferences(string project) => References(FileOf(project), "ProjectReference").Select(Name);

    private static IEnumerable<string> PackageReferences(string project) => References(FileOf(project), "PackageReference");

    private static IEnumerable<string> References(string file, string kind) =>
        XDocument.Load(file).Descendants(kind).Select(reference => reference.Attribute("Include")?.Value ?? "");

    private static string FolderOf(string project) => Path.GetDirectoryName(FileOf(project)) ?? "";

    private static string FileOf(string project) => ProjectFiles("src", "rules", "reports").Single(file => Name(file) == project);

    private static IEnumerable<string> ProjectFiles(params string[] folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories));

    private static string Name(string file) => Path.GetFileNameWithoutExtension(file);
}
