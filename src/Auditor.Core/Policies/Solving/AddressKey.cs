using System.Globalization;

namespace Auditor.Core.Policies.Solving;

/// <summary>A key whose value is an address, always present.</summary>
internal sealed class AddressKey(AddressDimension dimension, DimensionList dimensions, bool hasVariables) : KeyDomain
{
    public override Formula Present => Formula.True;

    protected override Formula Matches(ConditionOperator operation, PolicyText wanted)
    {
        var addresses = operation.Family switch
        {
            OperatorFamily.IpAddress when wanted.IsResolved && Cidr.TryParse(wanted.Text, out var block) => AddressSet.Of(block),
            OperatorFamily.String => Written(PolicyTemplate.Of(wanted, hasVariables, operation.IsLike)),
            _ => null,
        };
        return addresses is null
            ? dimensions.Unknown(dimension.Name, operation, wanted, hasVariables)
            : new Predicate(dimension, dimension.Add(addresses));
    }

    // The addresses whose text matches: one address, everything, or an IPv4 prefix such as 203.0.113.*; null for what has no such form.
    private static AddressSet? Written(PolicyTemplate template)
    {
        if (!template.IsCertain)
        {
            return null;
        }

        if (template.Pattern is [PolicyTemplate.AnyText])
        {
            return AddressSet.Everything;
        }

        if (!template.Pattern.AsSpan().ContainsAny(PolicyTemplate.AnyText, PolicyTemplate.AnyCharacter))
        {
            return Cidr.TryParseAddress(template.Pattern, out var address, out _) && Cidr.AddressText(address) == template.Pattern
                ? AddressSet.Of([template.Pattern])
                : AddressSet.Empty;
        }

        var octets = template.Pattern.Split('.');
        var isPrefix = octets.Length is > 1 and <= 4
            && octets[^1] is [PolicyTemplate.AnyText]
            && octets[..^1]
                .All(octet => byte.TryParse(octet, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    && value.ToString(CultureInfo.InvariantCulture) == octet);
        return isPrefix
            ? AddressSet.Of([$"{string.Join('.', octets[..^1].Concat(Enumerable.Repeat("0", 5 - octets.Length)))}/{8 * (octets.Length - 1)}"])
            : null;
    }
}
