namespace Crm.Sdk.Receivables;

/// <summary>Days sales outstanding of the whole base.</summary>
/// <param name="Figures">The figures of each currency by code, and last those of all in the reporting currency: left out where a rate is missing.</param>
/// <param name="MissingRates">The rates that are not known on the as-of day, as <c>FROM/TO</c>, in order; empty where all are.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DsoReport(ValueList<DsoFigures> Figures, ValueList<string> MissingRates);
