using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Temadagar.Attendance;

/// <summary>
/// The id of an event that a meeting's report tells of: of what it says, both ends of it, so that the same report gives the same ids and a fuller one others
/// (RFC 9562, version 8).
/// </summary>
public static class ReportEventId
{
    /// <param name="round">How often the same has been undone and brought back.</param>
    public static Guid Of(Guid registrationId, CheckInKind kind, ReportedSpan span, int round)
    {
        Span<byte> said = stackalloc byte[16 + 1 + 8 + 8 + 4];
        registrationId.TryWriteBytes(said, bigEndian: true, out _);
        said[16] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(said[17..], span.From.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(said[25..], span.To.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(said[33..], round);
        // The first round is as it was before there were others.
        var id = SHA256.HashData(round == 0 ? said[..33] : said).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    /// <summary>Whether two events are the coming and the leaving of one time that a report names.</summary>
    /// <param name="rounds">More than the same can have been brought back.</param>
    public static bool AreEnds(CheckInEvent one, CheckInEvent other, int rounds)
    {
        if (one.Kind == other.Kind || one.Source != CheckInSource.Report || other.Source != CheckInSource.Report)
        {
            return false;
        }

        var (came, left) = one.Kind == CheckInKind.In ? (one, other) : (other, one);
        var span = new ReportedSpan(came.At, left.At);
        bool IsOfSpan(CheckInEvent end) => Enumerable.Range(0, rounds).Any(round => Of(end.RegistrationId, end.Kind, span, round) == end.Id);
        return IsOfSpan(came) && IsOfSpan(left);
    }
}
