using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Sarif;

/// <summary>The frameworks that rules give evidence for, as taxonomies: only what the rules of this run name.</summary>
internal sealed class Frameworks
{
    private static readonly ImmutableArray<(Func<string, bool> Holds, SarifTaxonomy Taxonomy)> Known =
    [
        (id => id.StartsWith("CWE-", StringComparison.Ordinal), Taxonomy(
            "CWE", null, "MITRE", "https://cwe.mitre.org/", "The MITRE Common Weakness Enumeration.")),
        (id => id.StartsWith("API", StringComparison.Ordinal) && id.EndsWith(":2023", StringComparison.Ordinal),
            Taxonomy("OWASP API Security Top 10", "2023", "OWASP Foundation", "https://owasp.org/API-Security/editions/2023/en/0x11-t10/", "The OWASP API Security Top 10 of 2023.")),
        (id => id.StartsWith("NIST.800-53.r5 ", StringComparison.Ordinal),
            Taxonomy("NIST SP 800-53", "Rev. 5", "NIST", "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final", "Security and privacy "
                + "controls of NIST SP 800-53, revision 5.")),
        (id => id.Split('.') is [_, { Length: > 0 } number] && number.All(char.IsAsciiDigit),
            Taxonomy("AWS Security Hub", null, "Amazon Web Services", "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html", "Controls of AWS Security Hub.")),
        // Those of plug-ins.
        (_ => true, Taxonomy(
            "Others", null, "Various", ProjectLinks.Home.AbsoluteUri, "Frameworks that rules name and Auditor does not know.")),
    ];

    private readonly Dictionary<string, (int Taxonomy, int Index)> _places = new(StringComparer.Ordinal);

    public Frameworks(IEnumerable<Rule> rules)
    {
        var byTaxonomy = rules.SelectMany(rule => rule.Info.Frameworks).Distinct(StringComparer.Ordinal)
            .GroupBy(id => Known.Index().First(known => known.Item.Holds(id)).Index)
            .OrderBy(group => group.Key);
        Taxonomies =
        [
            .. byTaxonomy.Select((group, at) => Known[group.Key].Taxonomy with
            {
                Taxa = [.. group.Order(StringComparer.Ordinal).Select((id, index) => Taxon(id, at, index))],
            }),
        ];
    }

    public ImmutableArray<SarifTaxonomy> Taxonomies { get; }

    public ImmutableArray<SarifComponentReference> References =>
        [.. Taxonomies.Select((taxonomy, index) => new SarifComponentReference(taxonomy.Name, index))];

    public IReadOnlyList<SarifRelationship> Of(RuleInfo rule) =>
    [
        .. rule.Frameworks.Distinct(StringComparer.Ordinal)
            .Select(id => (Id: id, Place: _places[id]))
            .Select(one => new SarifRelationship(
                new(VisibleText.Of(one.Id), one.Place.Index, new(Taxonomies[one.Place.Taxonomy].Name, one.Place.Taxonomy)), ["relevant"])),
    ];

    private SarifTaxon Taxon(string id, int taxonomy, int index)
    {
        _places.Add(id, (taxonomy, index));
        return new(VisibleText.Of(id))
        {
            HelpUri = id.StartsWith("CWE-", StringComparison.Ordinal) && id["CWE-".Length..].All(char.IsAsciiDigit)
                ? new($"https://cwe.mitre.org/data/definitions/{id["CWE-".Length..]}.html")
                : null,
        };
    }

    private static SarifTaxonomy Taxonomy(string name, string? version, string organization, string uri, string summary) => new()
    {
        Name = name,
        Version = version,
        Organization = organization,
        InformationUri = new(uri),
        ShortDescription = new(summary),
        Taxa = [],
    };
}
