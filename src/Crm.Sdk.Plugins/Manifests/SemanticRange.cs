using System.Diagnostics.CodeAnalysis;
using NuGet.Versioning;

namespace Crm.Sdk.Plugins.Manifests;

/// <summary>A range of semantic versions, as manifests write it.</summary>
internal sealed class SemanticRange
{
    private readonly VersionRange _range;

    private SemanticRange(VersionRange range) => _range = range;

    public bool HasUpperBound => _range.HasUpperBound;

    public static bool TryParse(string text, [NotNullWhen(true)] out SemanticRange? range)
    {
        range = null;
        if (!VersionRange.TryParse(text, allowFloating: false, out VersionRange? parsed) || IsEmpty(parsed))
        {
            return false;
        }

        range = new SemanticRange(parsed);
        return true;
    }

    public static SemanticRange Parse(string text) =>
        TryParse(text, out SemanticRange? range) ? range : throw new FormatException($"'{text}' is no range of versions; expected: such as [1.2,2.0).");

    public bool Contains(NuGetVersion version)
    {
        if (!_range.Satisfies(version))
        {
            return false;
        }

        // 2.0.0-beta stands before 2.0.0, but whoever writes [1.2,2.0) does not mean it.
        bool previewOfUpperBound = version.IsPrerelease && _range.HasUpperBound && !_range.IsMaxInclusive && !_range.MaxVersion.IsPrerelease
            && version.Version == _range.MaxVersion.Version;
        return !previewOfUpperBound;
    }

    public override string ToString() => _range.OriginalString ?? _range.ToNormalizedString();

    private static bool IsEmpty(VersionRange range) =>
        range is { HasLowerBound: true, HasUpperBound: true }
        && (range.MinVersion > range.MaxVersion || (range.MinVersion == range.MaxVersion && !(range.IsMinInclusive && range.IsMaxInclusive)));
}
