using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>How message templates are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class MessageTemplateModel
{
    /// <summary>The name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The version.</summary>
    public static FieldId Version { get; } = "version-number";

    /// <summary>The kind <c>message-template</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<MessageTemplate>("message-template", static t => t.Id);
        kind.AppendOnly();
        FieldHandle<string?> name = kind.Text(Name, static t => t.Name, indexed: true, maxLength: MessageTemplate.MaxNameLength);
        FieldHandle<long?> version = kind.Int(Version, static t => t.Version);
        FieldHandle<string?> definition = kind.Opaque("definition", MessageTemplateJson.Write);
        var origin = new OriginFields<MessageTemplate>(kind, static t => t.Origin);
        kind.StampedBy(static (t, from) => t with { Origin = from }).Unique("name-version", Name, Version).CheckedBy(static t => t.Check());
        return kind.ComposedBy(row =>
        {
            string written = row.Need(name);
            MessageTemplate read = MessageTemplateJson.Read(written, row.Get(definition)!);
            return read with { Id = row.Id, Version = (int)row.Need(version), Origin = origin.Read(row) };
        });
    }
}
