using System.Data;
using System.Data.Common;
using Crm.Sdk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// Commits through EF Core alone, for any provider: one serializable transaction that judges the batch and writes property bags. A transaction that lost
/// a race is judged anew.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class EfCommitter(RelationalModel model, SqlDialect dialect, Func<CatalogueContext> open, TenantDirectory tenants, Func<DbException, bool> isRace, TimeProvider time)
{
    private const int MaxAttempts = 20;

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        var plan = new CommitPlan(batch, model);
        int tenant = await EnsureTenantAsync(batch.Tenant, cancellationToken).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            CatalogueContext context = open();
            await using (context.ConfigureAwait(false))
            {
                try
                {
                    context.ChangeTracker.AutoDetectChangesEnabled = false;
                    IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        (CommitResult answer, bool applied) = await TryAsync(context, plan, tenant, cancellationToken).ConfigureAwait(false);
                        if (applied)
                        {
                            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                        }

                        return answer;
                    }
                }
                catch (Exception error) when (IsRace(error))
                {
                    if (attempt == MaxAttempts)
                    {
                        throw new CrmException(
                            StorageErrorCodes.BadBatch, $"Commit {batch.CommitId} was refused {MaxAttempts} times by the database, although no version or claimed key speaks against it: {error.GetBaseException().Message}", error);
                    }
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * attempt)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsRace(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsRace(inner),
        DbException database => isRace(database),
        _ => false,
    };

    private async Task<int> EnsureTenantAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            CatalogueContext context = open();
            await using (context.ConfigureAwait(false))
            {
                await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                if (await tenants.FindAsync(tenant, context.Database.GetDbConnection(), dialect, cancellationToken).ConfigureAwait(false) is { } number)
                {
                    return number;
                }

                DbSet<Dictionary<string, object>> rows = context.Rows(SystemTables.Tenants.Name);
                int last = await rows.MaxAsync(static row => (int?)EF.Property<int>(row, "tenant"), cancellationToken).ConfigureAwait(false) ?? 0;
                rows.Add(new Dictionary<string, object> { ["tenant"] = last + 1, ["name"] = tenant.Value, ["position"] = 0L });
                try
                {
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (DbUpdateException) when (attempt < MaxAttempts)
                {
                    // another writer took the number or made the same tenant: look again
                }
            }
        }
    }

    private async Task<(CommitResult Answer, bool Applied)> TryAsync(CatalogueContext context, CommitPlan plan, int tenant, CancellationToken cancellationToken)
    {
        var reading = new Reading(context.Database.GetDbConnection(), context.Database.CurrentTransaction!.GetDbTransaction(), dialect, tenant);
        SqlStatement findCommit = reading.Select(SystemTables.Commits.Name, ["position"]).Append(" AND ").AppendName("commit_id").Append(" = ").AppendValue(ColumnType.Id, plan.Batch.CommitId);
        await foreach (RowReader row in reading.RowsAsync(findCommit, cancellationToken).ConfigureAwait(false))
        {
            return (new CommitResult.Committed(row.Number(0)), false);
        }

        CommitState state = await CommitStateReader.ReadAsync(reading, plan, cancellationToken).ConfigureAwait(false);
        return state.Conflict(plan.Batch) is { } conflict
            ? (conflict, false)
            : (await ApplyAsync(context, plan, tenant, cancellationToken).ConfigureAwait(false), true);
    }

    private static async Task<CommitResult> ApplyAsync(CatalogueContext context, CommitPlan plan, int tenant, CancellationToken cancellationToken)
    {
        foreach (TablePlan table in plan.Tables)
        {
            Guid[] gone = [.. table.Deletes.Select(static delete => delete.Id.Value)];
            Guid[] childless = [.. gone, .. table.Updates.Select(static update => update.Id.Value)];
            foreach (PartTable part in childless.Length > 0 ? table.Table.Parts : [])
            {
                await Of(part.Name, childless).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }

            if (gone.Length > 0)
            {
                await Of(table.Table.Name, gone).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (IGrouping<(KindTable Table, FieldColumn Column), VacatedKey> keys in plan.Vacated.GroupBy(static key => (key.Table, key.Column)))
        {
            Guid[] holders = [.. keys.Select(static key => key.Holder.Value)];
            await VacateAsync(Of(keys.Key.Table.Name, holders), keys.Key.Column, cancellationToken).ConfigureAwait(false);
        }

        foreach (TablePlan table in plan.Tables)
        {
            foreach (RecordWrite write in table.Updates.Concat(table.Inserts))
            {
                Track(context, table.Table, write, tenant);
            }
        }

        IQueryable<Dictionary<string, object>> own = context.Rows(SystemTables.Tenants.Name).Where(row => EF.Property<int>(row, "tenant") == tenant);
        await own.ExecuteUpdateAsync(
            static set => set.SetProperty(static row => EF.Property<long>(row, "position"), static row => EF.Property<long>(row, "position") + 1), cancellationToken).ConfigureAwait(false);
        long position = await own.Select(static row => EF.Property<long>(row, "position")).SingleAsync(cancellationToken).ConfigureAwait(false);
        context.Rows(SystemTables.Commits.Name).Add(new Dictionary<string, object>
        {
            ["tenant"] = tenant,
            ["commit_id"] = plan.Batch.CommitId,
            ["position"] = position,
            ["at"] = plan.Batch.At.ToUnixMicroseconds(),
            ["actor"] = plan.Batch.Actor.Value,
        });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return new CommitResult.Committed(position);

        IQueryable<Dictionary<string, object>> Of(string table, Guid[] ids) => context.Rows(table)
            .Where(row => EF.Property<int>(row, SqlNames.Tenant) == tenant && EF.Parameter(ids).Contains(EF.Property<Guid>(row, SqlNames.Id)));
    }

    private static Task VacateAsync(IQueryable<Dictionary<string, object>> row, FieldColumn column, CancellationToken cancellationToken) => column.Type switch
    {
        ColumnType.Text => row.ExecuteUpdateAsync(set => set.SetProperty(bag => EF.Property<string?>(bag, column.Name), (string?)null), cancellationToken),
        ColumnType.Id => row.ExecuteUpdateAsync(set => set.SetProperty(bag => EF.Property<Guid?>(bag, column.Name), (Guid?)null), cancellationToken),
        _ => row.ExecuteUpdateAsync(set => set.SetProperty(bag => EF.Property<long?>(bag, column.Name), (long?)null), cancellationToken),
    };

    private static void Track(CatalogueContext context, KindTable table, RecordWrite write, int tenant)
    {
        var row = new Dictionary<string, object> { [SqlNames.Tenant] = tenant, [SqlNames.Id] = write.Id.Value, [SqlNames.Version] = write.ExpectedVersion + 1 };
        BagValues.Set(row, table.Columns, write.Entity);
        if (table.HasPayload)
        {
            row[SqlNames.Payload] = table.Kind.Serialise(write.Entity);
        }

        EntityEntry<Dictionary<string, object>> entry = context.Rows(table.Name).Add(row);
        if (write.ExpectedVersion > 0)
        {
            entry.State = EntityState.Modified;
            entry.Property(SqlNames.Version).OriginalValue = write.ExpectedVersion;
        }

        foreach (PartTable part in table.Parts)
        {
            IReadOnlyList<object> items = part.Part.Items(write.Entity);
            for (int i = 0; i < items.Count; i++)
            {
                var item = new Dictionary<string, object> { [SqlNames.Tenant] = tenant, [SqlNames.Id] = write.Id.Value, [SqlNames.Ordinal] = (long)i };
                BagValues.Set(item, part.Columns, items[i]);
                context.Rows(part.Name).Add(item);
            }
        }
    }
}
