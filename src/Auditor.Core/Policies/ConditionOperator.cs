using System.Diagnostics.CodeAnalysis;

namespace Auditor.Core.Policies;

/// <summary>A condition operator taken apart: <c>ForAllValues:StringNotLikeIfExists</c> and the like.</summary>
internal sealed record ConditionOperator(OperatorFamily Family)
{
    private const string IfExistsSuffix = "IfExists";

    public SetQualifier Qualifier { get; private init; }

    public bool IfExists { get; private init; }

    public bool IsNegated { get; private init; }

    /// <summary>String operators only: <c>*</c> and <c>?</c> are wildcards.</summary>
    public bool IsLike { get; private init; }

    public bool IgnoresCase { get; private init; }

    public ComparisonOperator Comparison { get; private init; }

    /// <summary>What the operator says about a request without the key.</summary>
    public bool HoldsWhenAbsent => IfExists || Qualifier switch
    {
        SetQualifier.ForAllValues => true,
        SetQualifier.ForAnyValue => false,
        _ => IsNegated,
    };

    /// <summary>False for a name that IAM does not know, whose meaning therefore nobody knows.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out ConditionOperator? parsed)
    {
        var rest = name;
        var qualifier = SetQualifier.None;
        if (rest.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase))
        {
            qualifier = SetQualifier.ForAllValues;
        }
        else if (rest.StartsWith("ForAnyValue:", StringComparison.OrdinalIgnoreCase))
        {
            qualifier = SetQualifier.ForAnyValue;
        }

        rest = rest[(rest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var ifExists = rest.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        rest = ifExists ? rest[..^IfExistsSuffix.Length] : rest;
        parsed = Bare(rest.ToUpperInvariant());

        // Null tests presence itself: IAM allows it neither with IfExists nor with a set qualifier.
        var isPlainNull = parsed?.Family == OperatorFamily.Null && (ifExists || qualifier != SetQualifier.None);
        var isOtherPrefix = qualifier == SetQualifier.None && name.Contains(':', StringComparison.Ordinal);
        parsed = isPlainNull || isOtherPrefix || parsed is null ? null : parsed with { Qualifier = qualifier, IfExists = ifExists };
        return parsed is not null;
    }

    private static ConditionOperator? Bare(string name)
    {
        return name switch
        {
            "STRINGEQUALS" => new(OperatorFamily.String),
            "STRINGNOTEQUALS" => new(OperatorFamily.String) { IsNegated = true },
            "STRINGEQUALSIGNORECASE" => new(OperatorFamily.String) { IgnoresCase = true },
            "STRINGNOTEQUALSIGNORECASE" => new(OperatorFamily.String) { IsNegated = true, IgnoresCase = true },
            "STRINGLIKE" => new(OperatorFamily.String) { IsLike = true },
            "STRINGNOTLIKE" => new(OperatorFamily.String) { IsNegated = true, IsLike = true },
            "NUMERICEQUALS" => new(OperatorFamily.Numeric),
            "NUMERICNOTEQUALS" => new(OperatorFamily.Numeric) { IsNegated = true },
            "NUMERICLESSTHAN" => new(OperatorFamily.Numeric) { Comparison = ComparisonOperator.Less },
            "NUMERICLESSTHANEQUALS" => new(OperatorFamily.Numeric) { Comparison = ComparisonOperator.LessOrEqual },
            "NUMERICGREATERTHAN" => new(OperatorFamily.Numeric) { Comparison = ComparisonOperator.Greater },
            "NUMERICGREATERTHANEQUALS" => new(OperatorFamily.Numeric) { Comparison = ComparisonOperator.GreaterOrEqual },
            "DATEEQUALS" => new(OperatorFamily.Date),
            "DATENOTEQUALS" => new(OperatorFamily.Date) { IsNegated = true },
            "DATELESSTHAN" => new(OperatorFamily.Date) { Comparison = ComparisonOperator.Less },
            "DATELESSTHANEQUALS" => new(OperatorFamily.Date) { Comparison = ComparisonOperator.LessOrEqual },
            "DATEGREATERTHAN" => new(OperatorFamily.Date) { Comparison = ComparisonOperator.Greater },
            "DATEGREATERTHANEQUALS" => new(OperatorFamily.Date) { Comparison = ComparisonOperator.GreaterOrEqual },
            "BOOL" => new(OperatorFamily.Bool),
            "BINARYEQUALS" => new(OperatorFamily.Binary),
            "IPADDRESS" => new(OperatorFamily.IpAddress),
            "NOTIPADDRESS" => new(OperatorFamily.IpAddress) { IsNegated = true },
            "ARNEQUALS" or "ARNLIKE" => new(OperatorFamily.Arn),
            "ARNNOTEQUALS" or "ARNNOTLIKE" => new(OperatorFamily.Arn) { IsNegated = true },
            "NULL" => new(OperatorFamily.Null),
            _ => null,
        };
    }
}
