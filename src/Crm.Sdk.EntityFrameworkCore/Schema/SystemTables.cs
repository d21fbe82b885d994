namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The tables that a relational store keeps for itself.</summary>
internal static class SystemTables
{
    /// <summary>The tenants: number, name, and the position of the last commit.</summary>
    public static TableSchema Tenants { get; } = new(
        "crm_tenant",
        [new("tenant", ColumnType.Tenant, Required: true), new("name", ColumnType.Text, Required: true), new("position", ColumnType.Number, Required: true)],
        ["tenant"],
        [new("ux_crm_tenant_name", ["name"], Unique: true)]);

    /// <summary>The commits, so that a repeated one is answered as the first time.</summary>
    public static TableSchema Commits { get; } = new(
        "crm_commit",
        [
            new("tenant", ColumnType.Tenant, Required: true),
            new("commit_id", ColumnType.Id, Required: true),
            new("position", ColumnType.Number, Required: true),
            new("at", ColumnType.Number, Required: true),
            new("actor", ColumnType.Text, Required: true),
        ],
        ["tenant", "commit_id"],
        []);

    /// <summary>One row: the layout's version, the SDK's version, and the description of all tables as JSON.</summary>
    public static TableSchema Schema { get; } = new(
        "crm_schema",
        [
            new("id", ColumnType.Number, Required: true),
            new("layout", ColumnType.Text, Required: true),
            new("sdk", ColumnType.Text, Required: true),
            new("tables", ColumnType.Text, Required: true),
        ],
        ["id"],
        []);

    /// <summary>The data steps, begun or done.</summary>
    public static TableSchema DataSteps { get; } = new(
        "crm_data_step",
        [
            new("name", ColumnType.Text, Required: true),
            new("cursor", ColumnType.Text),
            new("records", ColumnType.Number, Required: true),
            new("done", ColumnType.Number, Required: true),
        ],
        ["name"],
        []);

    public static IReadOnlyList<TableSchema> All { get; } = [Tenants, Commits, Schema, DataSteps];
}
