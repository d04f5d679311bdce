using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>The ids and ARNs that resources of a plan have already, because they are deployed.</summary>
internal sealed class KnownIdentities(IEnumerable<PlannedResource> resources)
{
    private static readonly ImmutableArray<(string Attribute, string? Asked)> Attributes =
        [("id", null), ("arn", "Arn"), ("root_resource_id", "RootResourceId"), ("invoke_arn", "InvokeArn")];

    // The ids of these are names that others may have too.
    private static readonly ImmutableHashSet<string> NamedById =
    [
        "aws_apigatewayv2_stage",
        "aws_iam_role",
        "aws_iam_user",
        "aws_iam_group",
        "aws_s3_bucket",
    ];

    private readonly ILookup<string, ReferencePiece> _byText =
        (from resource in resources
         where !resource.IsData && ResourceMappings.For(resource.Type) is not null
         from attribute in Attributes
         where attribute.Attribute is not "id" || !NamedById.Contains(resource.Type)
         let text = resource.Known(attribute.Attribute)
         where text is not null
         select (Text: text, Piece: new ReferencePiece(resource.Id, attribute.Asked)))
        .ToLookup(each => each.Text, each => each.Piece, StringComparer.Ordinal);

    /// <summary>What is known by a text; <see langword="null"/> where nothing or more than one thing is.</summary>
    public ReferencePiece? Of(string text) => _byText[text].Take(2).ToList() is [var only] ? only : null;
}
