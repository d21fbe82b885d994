using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>How saved segments are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SegmentModel
{
    /// <summary>The name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The version.</summary>
    public static FieldId Version { get; } = "version-number";

    /// <summary>The kind <c>segment</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<SegmentDefinition>("segment", static s => s.Id);
        kind.AppendOnly();
        FieldHandle<string?> name = kind.Text(Name, static s => s.Name, indexed: true, maxLength: SegmentDefinition.MaxNameLength);
        FieldHandle<long?> version = kind.Int(Version, static s => s.Version);
        FieldHandle<string?> definition = kind.Opaque("definition", static s => s.Definition);
        FieldHandle<long?> language = kind.Int("language", static s => s.Language);
        FieldHandle<string?> titleEn = kind.Text("title-en", static s => s.TitleEn, maxLength: SegmentDefinition.MaxTitleLength);
        FieldHandle<string?> titleZh = kind.Text("title-zh", static s => s.TitleZh, maxLength: SegmentDefinition.MaxTitleLength);
        var origin = new OriginFields<SegmentDefinition>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).Unique("name-version", Name, Version);
        return kind.ComposedBy(row => new SegmentDefinition
        {
            Id = row.Id,
            Name = row.Need(name),
            Version = (int)row.Need(version),
            Definition = row.Get(definition)!,
            Language = (int)row.Need(language),
            TitleEn = row.Get(titleEn),
            TitleZh = row.Get(titleZh),
            Origin = origin.Read(row),
        });
    }
}
