namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A key that a record of the batch gives up and another of the batch takes: its column is set to null before either is written.</summary>
/// <param name="Table">The kind's table.</param>
/// <param name="Column">The first of the key's columns; null in one is enough.</param>
/// <param name="Holder">The record that gives it up.</param>
public readonly record struct VacatedKey(KindTable Table, FieldColumn Column, RecordId Holder);
