namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>A kind with a payload. How much of it is indexed changes with the model, as it does between releases.</summary>
public sealed record Visit(RecordId Id, string Place, long Minutes, string? Badge);
