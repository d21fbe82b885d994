using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>What EF Core's SaveChanges does with the columns of <see cref="LeanInsert"/>: 1,000 records a context, change detection off, one connection with the same settings.</summary>
internal static class EfInsert
{
    private const int RecordsPerContext = 1_000;

    public static async Task<Lap> RunAsync(string path, IEnumerable<object> records, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await Sqlite.OpenWriterAsync(path, cancellationToken);
        DbContextOptions options = new DbContextOptionsBuilder().UseSqlite(connection).Options;
        await using (var context = new Context(options))
        {
            await context.Database.EnsureCreatedAsync(cancellationToken);
        }

        var watch = new LapWatch();
        foreach (object[] chunk in records.Chunk(RecordsPerContext))
        {
            watch.Start();
            await using var context = new Context(options);
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.AddRange(chunk.Select(Row));
            await context.SaveChangesAsync(cancellationToken);
            watch.Stop();
        }

        return watch.Lap;
    }

    private static object Row(object entity) => entity switch
    {
        Customer c => new CustomerRow
        {
            Id = c.Id.Value.ToByteArray(bigEndian: true), Key = c.Key, Name = c.Name, Birth = c.Birth?.ToString(), Gender = (int)c.Gender,
            Email = c.Email, Phone = c.Phone, Country = c.Country, Region = c.Region, Source = c.Source,
        },
        Order o => new OrderRow
        {
            Id = o.Id.Value.ToByteArray(bigEndian: true), Key = o.Key, Customer = o.Customer.Value.ToByteArray(bigEndian: true), PlacedAt = o.PlacedAt.ToUnixMicroseconds(),
            Type = (int)o.Type, Status = (int)o.Status, Currency = o.Currency.Code, Net = o.Net.MinorUnits, Channel = o.Channel,
            Lines = [.. o.Lines.Select(static (line, i) => new LineRow { Ordinal = i, Product = line.Product, Quantity = line.Quantity.Millionths, Net = line.Net.MinorUnits })],
        },
        _ => throw new ArgumentException($"{entity.GetType()} has no table here.", nameof(entity)),
    };

    private sealed class Context(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<CustomerRow>().HasIndex(static row => row.Key).IsUnique();
            modelBuilder.Entity<OrderRow>().HasIndex(static row => row.Key).IsUnique();
            modelBuilder.Entity<LineRow>().HasKey(static row => new { row.Id, row.Ordinal });
            modelBuilder.Entity<OrderRow>().HasMany(static row => row.Lines).WithOne().HasForeignKey(static line => line.Id);
        }
    }

    private sealed class CustomerRow
    {
        public required byte[] Id { get; init; }

        public string? Key { get; init; }

        public string? Name { get; init; }

        public string? Birth { get; init; }

        public int Gender { get; init; }

        public string? Email { get; init; }

        public string? Phone { get; init; }

        public string? Country { get; init; }

        public string? Region { get; init; }

        public string? Source { get; init; }
    }

    private sealed class OrderRow
    {
        public required byte[] Id { get; init; }

        public string? Key { get; init; }

        public required byte[] Customer { get; init; }

        public long PlacedAt { get; init; }

        public int Type { get; init; }

        public int Status { get; init; }

        public string? Currency { get; init; }

        public long Net { get; init; }

        public string? Channel { get; init; }

        public List<LineRow> Lines { get; init; } = [];
    }

    private sealed class LineRow
    {
        public byte[] Id { get; init; } = [];

        public int Ordinal { get; init; }

        public string? Product { get; init; }

        public long Quantity { get; init; }

        public long Net { get; init; }
    }
}
