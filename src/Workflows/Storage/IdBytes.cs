using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workflows.Storage;

/// <summary>Stores an id as its 16 bytes, the highest first, so that they sort as the id does and one of a later instant comes later.</summary>
internal sealed class IdBytes() : ValueConverter<Guid, byte[]>(id => Of(id), bytes => Id(bytes))
{
    /// <summary>The bytes of an id.</summary>
    public static byte[] Of(Guid id) => id.ToByteArray(bigEndian: true);

    /// <summary>The id of some bytes.</summary>
    public static Guid Id(byte[] bytes) => new(bytes, bigEndian: true);

    /// <summary>An id in a row of a query that EF Core cannot say, of either database.</summary>
    public static Guid Read(DbDataReader row, int column) => row.GetValue(column) is byte[] bytes ? Id(bytes) : row.GetGuid(column);
}
