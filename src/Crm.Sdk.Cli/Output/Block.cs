namespace Crm.Sdk.Cli.Output;

/// <summary>One part of a document of several: for machines an object or an array under its name, for people a small table under its title.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Title">Its title for people.</param>
/// <param name="Columns">Its columns; for one record the names of its values.</param>
/// <param name="Rows">Its rows, in the columns' order; of one record the only one.</param>
/// <param name="IsRecord">Whether it is one record.</param>
internal sealed record Block(string Name, string Title, IReadOnlyList<BlockColumn> Columns, IReadOnlyList<object?[]> Rows, bool IsRecord = false);
