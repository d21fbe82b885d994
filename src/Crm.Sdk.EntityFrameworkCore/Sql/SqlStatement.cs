using System.Data.Common;
using System.Text;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A statement in the making: text with quoted names, and values as parameters.</summary>
internal sealed class SqlStatement(SqlDialect dialect)
{
    /// <summary>The most parameters that every database takes; further values stand in the text.</summary>
    private const int MaxParameters = 2_000;

    private readonly StringBuilder _text = new(256);
    private readonly List<(ColumnType Type, object Value)> _values = [];

    public SqlDialect Dialect => dialect;

    public SqlStatement Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public SqlStatement AppendName(string name)
    {
        _text.Append(dialect.Quote(name));
        return this;
    }

    public SqlStatement AppendNames(IEnumerable<string> names)
    {
        _text.AppendJoin(", ", names.Select(dialect.Quote));
        return this;
    }

    public SqlStatement AppendValue(ColumnType type, object value)
    {
        if (_values.Count == MaxParameters)
        {
            return AppendLiteral(type, value);
        }

        _text.Append(dialect.ParameterName(_values.Count));
        _values.Add((type, value));
        return this;
    }

    /// <summary>Appends what a function of the dialect makes of a value.</summary>
    public SqlStatement AppendCall(ColumnType type, object value, Func<string, string> call)
    {
        bool asParameter = _values.Count < MaxParameters;
        _text.Append(call(asParameter ? dialect.ParameterName(_values.Count) : dialect.Literal(type, value)));
        if (asParameter)
        {
            _values.Add((type, value));
        }

        return this;
    }

    public SqlStatement AppendLiteral(ColumnType type, object value)
    {
        _text.Append(dialect.Literal(type, value));
        return this;
    }

    /// <summary>The end of a statement that answers no more than a number of rows.</summary>
    public SqlStatement AppendLimit(int count)
    {
        // A parameter, so that pages of all sizes share one plan; never beyond the greatest number of them.
        string name = dialect.ParameterName(_values.Count);
        _values.Add((ColumnType.Tenant, count));
        _text.Append(' ').Append(dialect.Limit(name));
        return this;
    }

    public DbCommand CreateCommand(DbConnection connection, DbTransaction? transaction)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // made of the model's own names, quoted, and of parameters
        command.CommandText = _text.ToString();
#pragma warning restore CA2100
        for (int i = 0; i < _values.Count; i++)
        {
            dialect.AddParameter(command, dialect.ParameterName(i), _values[i].Type, _values[i].Value);
        }

        return command;
    }

    public override string ToString() => _text.ToString();
}
