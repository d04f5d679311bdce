using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>A plan as <c>terraform show -json</c> writes it.</summary>
internal sealed class TerraformPlan(string file, MapNode root) : ITemplate
{
    public string File { get; } = file;

    public string Language => "Terraform";

    public static bool Is(MapNode root) => root["terraform_version"] is not null && (root["planned_values"] is not null || root["resource_changes"] is not null);

    public ResourceSet In(World world) => new() { File = File, Language = root["format_version"] is null ? Language : Language, Resources = [] };
}
