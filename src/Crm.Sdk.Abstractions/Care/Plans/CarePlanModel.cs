using Crm.Sdk.Storage;

namespace Crm.Sdk.Care;

/// <summary>How care plans are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CarePlanModel
{
    /// <summary>The name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The version.</summary>
    public static FieldId Version { get; } = "version-number";

    /// <summary>The kind <c>care-plan</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<SavedCarePlan>("care-plan", static p => p.Id);
        kind.AppendOnly();
        FieldHandle<string?> name = kind.Text(Name, static p => p.Name, indexed: true, maxLength: CarePlan.MaxNameLength);
        FieldHandle<long?> version = kind.Int(Version, static p => p.Version);
        FieldHandle<string?> definition = kind.Opaque("definition", static p => p.Definition);
        var origin = new OriginFields<SavedCarePlan>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).Unique("name-version", Name, Version);
        return kind.ComposedBy(row => new SavedCarePlan
        {
            Id = row.Id,
            Name = row.Need(name),
            Version = (int)row.Need(version),
            Definition = row.Get(definition)!,
            Origin = origin.Read(row),
        });
    }
}
