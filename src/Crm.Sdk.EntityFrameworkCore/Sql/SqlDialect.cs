using System.Data.Common;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// What databases differ in where records are read: quoting, parameters, literals, the end of a page. By default it is taken from the EF Core provider;
/// a store may bring its own, which spares the start of EF Core for programs that only read and commit.
/// </summary>
/// <remarks>Values are <c>long</c> (Number), <c>int</c> (Tenant), <c>string</c> (Text), <c>Guid</c> (Id) and <c>byte[]</c> (Bytes), never null. Thread-safe.</remarks>
public abstract class SqlDialect
{
    /// <summary>Whether null sorts before every value when ascending, and after when descending. The first page by a field is then one statement instead of two.</summary>
    public virtual bool NullsSortFirst => false;

    /// <summary>
    /// Whether a scan of all of a tenant's rows asks for the order of their ids: for a planner that otherwise may go through another index that begins with the tenant, and so
    /// fetch row after row from all over the table.
    /// </summary>
    public virtual bool ScansInKeyOrder => false;

    /// <summary>A name of a table or column, quoted so that no word is reserved.</summary>
    public abstract string Quote(string name);

    /// <summary>How a statement names its parameter of a number, from 0.</summary>
    public virtual string ParameterName(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@p{number}");

    /// <summary>Adds a parameter to a command.</summary>
    public abstract void AddParameter(DbCommand command, string name, ColumnType type, object value);

    /// <summary>A value as it stands in a statement's text, for lists that are too long for parameters.</summary>
    public abstract string Literal(ColumnType type, object value);

    /// <summary>What follows the order of a statement so that it answers no more than a number of rows.</summary>
    /// <param name="count">The number, as a parameter's name.</param>
    public virtual string Limit(string count) => $"LIMIT {count}";

    /// <summary>The place of a text in another, by code point and from 1, 0 where it is not in it; null where the database is not known to have such a function, and the core looks itself.</summary>
    /// <param name="text">The text that is looked in, as it stands in a statement.</param>
    /// <param name="part">The text that is looked for.</param>
    public virtual string? Position(string text, string part) => null;

    /// <summary>What stands in FROM for the items of a JSON array of texts, one a row; null where the database is not known to have such a function, and the core looks itself.</summary>
    /// <param name="json">The column, as it stands in a statement; it may be null.</param>
    /// <param name="item">The name of the items' column, quoted.</param>
    public virtual string? JsonItems(string json, string item) => null;

    /// <summary>The statements that make a database refuse changes and removals of a table's rows, whoever asks; none where the database is not known to have such.</summary>
    /// <param name="table">The table's name, unquoted.</param>
    public virtual IReadOnlyList<string> Guard(string table) => [];

    /// <summary>Reads a UUID. By default from 16 big-endian bytes.</summary>
    public virtual Guid ReadId(DbDataReader reader, int column)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new Guid(reader.GetFieldValue<byte[]>(column), bigEndian: true);
    }
}
