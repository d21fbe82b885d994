using System.Text;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>A type as it stands in a signature.</summary>
public abstract record TypeNode
{
    /// <summary>Writes the type as C# does.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="nullability">Which reference types may be null, consumed in the order the compiler wrote it.</param>
    public abstract void Write(StringBuilder text, NullabilityCursor nullability);

    public string ToText(NullabilityCursor nullability)
    {
        var text = new StringBuilder();
        Write(text, nullability);
        return text.ToString();
    }

    public sealed override string ToString() => ToText(NullabilityCursor.Oblivious);

    /// <summary>A type parameter.</summary>
    public sealed record Parameter(string Name) : TypeNode
    {
        public override void Write(StringBuilder text, NullabilityCursor nullability) => text.Append(Name).Append(nullability.NextMark());
    }

    /// <summary>A named type, with the arity of each of its parts in <see cref="Parts"/> and all type arguments in a row.</summary>
    public sealed record Named(string Namespace, IReadOnlyList<(string Name, int Arity)> Parts, bool IsValueType, IReadOnlyList<TypeNode> Arguments) : TypeNode
    {
        private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
        {
            ["Void"] = "void", ["Boolean"] = "bool", ["Byte"] = "byte", ["SByte"] = "sbyte", ["Int16"] = "short", ["UInt16"] = "ushort", ["Int32"] = "int", ["UInt32"] = "uint",
            ["Int64"] = "long", ["UInt64"] = "ulong", ["IntPtr"] = "nint", ["UIntPtr"] = "nuint", ["Single"] = "float", ["Double"] = "double", ["Decimal"] = "decimal",
            ["Char"] = "char", ["String"] = "string", ["Object"] = "object",
        };

        public string FullName => Namespace + "." + string.Join('.', Parts.Select(part => part.Name));

        public override void Write(StringBuilder text, NullabilityCursor nullability)
        {
            if (FullName == "System.Nullable" && Arguments.Count == 1)
            {
                Arguments[0].Write(text, nullability);
                text.Append('?');
                return;
            }

            string mark = string.Empty;
            if (!IsValueType)
            {
                mark = nullability.NextMark();
            }
            else if (Arguments.Count > 0)
            {
                nullability.Skip();
            }

            if (FullName == "System.ValueTuple" && Arguments.Count is > 1 and < 8)
            {
                WriteList(text, '(', Arguments, ')', nullability);
            }
            else
            {
                WriteParts(text, nullability);
            }

            text.Append(mark);
        }

        private static void WriteList(StringBuilder text, char open, IEnumerable<TypeNode> types, char close, NullabilityCursor nullability)
        {
            text.Append(open);
            string separator = string.Empty;
            foreach (TypeNode type in types)
            {
                text.Append(separator);
                type.Write(text, nullability);
                separator = ", ";
            }

            text.Append(close);
        }

        private void WriteParts(StringBuilder text, NullabilityCursor nullability)
        {
            int used = 0;
            for (int i = 0; i < Parts.Count; i++)
            {
                (string name, int arity) = Parts[i];
                text.Append(i == 0 ? string.Empty : ".").Append(Namespace == "System" && Parts.Count == 1 ? Keywords.GetValueOrDefault(name, name) : name);
                if (arity > 0 && used + arity <= Arguments.Count)
                {
                    WriteList(text, '<', Arguments.Skip(used).Take(arity), '>', nullability);
                    used += arity;
                }
            }
        }
    }

    /// <summary>An array.</summary>
    public sealed record Array(TypeNode Element, int Rank) : TypeNode
    {
        public override void Write(StringBuilder text, NullabilityCursor nullability)
        {
            string mark = nullability.NextMark();
            Element.Write(text, nullability);
            text.Append('[').Append(',', Rank - 1).Append(']').Append(mark);
        }
    }

    /// <summary>A reference (<c>ref</c>, <c>in</c>, <c>out</c>) or a pointer to a type.</summary>
    public sealed record Indirect(TypeNode Target, bool IsPointer) : TypeNode
    {
        public override void Write(StringBuilder text, NullabilityCursor nullability)
        {
            Target.Write(text, nullability);
            text.Append(IsPointer ? "*" : string.Empty);
        }
    }

    /// <summary>A type that the compiler marked, as it marks the return of an <c>init</c> accessor.</summary>
    public sealed record Modified(TypeNode Target, string Modifier) : TypeNode
    {
        public override void Write(StringBuilder text, NullabilityCursor nullability) => Target.Write(text, nullability);
    }
}
