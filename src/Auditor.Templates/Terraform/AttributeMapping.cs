namespace Auditor.Templates.Terraform;

/// <summary>Where an attribute of Terraform goes in CloudFormation's resource.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="From">Its name, with those of the blocks that it is in: <c>access_log_settings.format</c>.</param>
/// <param name="To">CloudFormation's: <c>AccessLogSetting.Format</c>.</param>
internal sealed record AttributeMapping(AttributeKind Kind, ImmutableArray<string> From, ImmutableArray<string> To)
{
    public static AttributeMapping Of(AttributeKind kind, string from, string? to) =>
        new(kind, [.. from.Split('.')], [.. (to ?? string.Join('.', from.Split('.').Select(Spelled))).Split('.')]);

    /// <summary><c>stage_name</c> as CloudFormation spells it.</summary>
    public static string Spelled(string name) =>
        string.Concat(name.Split('_').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));
}
