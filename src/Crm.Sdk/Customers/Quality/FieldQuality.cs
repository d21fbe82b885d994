namespace Crm.Sdk.Customers;

/// <summary>The quality of one field over a base of customers (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Field">The field.</param>
/// <param name="Facet">Its facet.</param>
/// <param name="Customers">How many customers could have it.</param>
/// <param name="Filled">How many have it.</param>
/// <param name="Stale">How many values are older than the shelf life.</param>
/// <param name="Readers">What is declared to read it, by id; empty where nothing is.</param>
public sealed record FieldQuality(string Field, string Facet, long Customers, long Filled, long Stale, ValueList<string> Readers);
