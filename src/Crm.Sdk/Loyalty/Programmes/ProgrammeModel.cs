using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>How programmes are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ProgrammeModel
{
    /// <summary>The programme's code.</summary>
    public static FieldId Code { get; } = "code";

    /// <summary>The version.</summary>
    public static FieldId Version { get; } = "version-number";

    /// <summary>The kind <c>loyalty-programme</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<SavedProgramme>("loyalty-programme", static p => p.Id);
        kind.AppendOnly();
        FieldHandle<string?> code = kind.Text(Code, static p => p.Code, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> version = kind.Int(Version, static p => p.Version);
        FieldHandle<LoyaltyProgramme?> programme = kind.Json("programme", static p => p.Programme, ProgrammeJson.Default.LoyaltyProgramme);
        var origin = new OriginFields<SavedProgramme>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).CheckedBy(static p => p.Programme.Check()).Unique("code-version", Code, Version);
        return kind.ComposedBy(row => new SavedProgramme
        {
            Id = row.Id,
            Code = row.Need(code),
            Version = (int)row.Need(version),
            Programme = row.Need(programme),
            Origin = origin.Read(row),
        });
    }
}
