using System.Globalization;
using Crm.Sdk.Events;

namespace Crm.Sdk.Import;

/// <summary>The events that imports raise: one a chunk, not one a record.</summary>
public static class ImportEvents
{
    /// <summary>
    /// A chunk of an import was confirmed. The data names the run, the kind, what it may set off (<c>facts</c> or <c>all</c>), and the stretches of ids in which the added records
    /// and customers and the revisions of the changed records lie; those of the run are meant.
    /// </summary>
    public const string RecordsImported = "records-imported/1";

    /// <summary>A chunk of an import was taken back. The data names the run and how many records were removed and put back.</summary>
    public const string ImportTakenBack = "import-taken-back/1";

    internal static CrmEvent? Imported(RecordId run, ImportTarget target, ImportEffects effects, ChunkPlan plan) => effects == ImportEffects.None || !plan.HasWrites ? null : new CrmEvent(
        RecordsImported,
        Data: string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"run":"{{run}}","kind":"{{target.Kind.Kind}}","effects":"{{(effects == ImportEffects.All ? "all" : "facts")}}","created":{{plan.Created}},"updated":{{plan.Updated}},"customersCreated":{{plan.NewCustomers.Count}}{{Range("records", plan.Records)}}{{Range("customers", plan.Customers)}}{{Range("revisions", plan.Revisions)}}}"""));

    internal static CrmEvent TakenBack(RecordId run, long removed, long reverted) => new(
        ImportTakenBack,
        Data: string.Create(CultureInfo.InvariantCulture, $$"""{"run":"{{run}}","removed":{{removed}},"reverted":{{reverted}}}"""));

    private static string Range(string name, IdRange range) => range.IsEmpty ? string.Empty : $$""","{{name}}":{"first":"{{range.First}}","last":"{{range.Last}}"}""";
}
