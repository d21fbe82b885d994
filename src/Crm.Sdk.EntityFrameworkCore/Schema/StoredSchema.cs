namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What a database says of its own schema.</summary>
/// <param name="Layout">The layout's version.</param>
/// <param name="Sdk">The version of the SDK that last changed it.</param>
/// <param name="Schema">The tables.</param>
/// <param name="BegunSteps">The data steps that have begun, with the records gone through and whether they are done.</param>
internal sealed record StoredSchema(string Layout, string Sdk, StoreSchema Schema, IReadOnlyDictionary<string, (long Records, bool Done)> BegunSteps);
