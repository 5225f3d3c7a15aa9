// Generated from bindings/uniffi by `cargo xtask generate`; do not edit.

// swiftlint:disable all
import Foundation

// Depending on the consumer's build setup, the low-level FFI code
// might be in a separate module, or it might be compiled inline into
// this module. This is a bit of light hackery to work with both.
#if canImport(MingpianFFI)
import MingpianFFI
#endif

fileprivate extension RustBuffer {
    // Allocate a new buffer, copying the contents of a `UInt8` array.
    init(bytes: [UInt8]) {
        let rbuf = bytes.withUnsafeBufferPointer { ptr in
            RustBuffer.from(ptr)
        }
        self.init(capacity: rbuf.capacity, len: rbuf.len, data: rbuf.data)
    }

    static func empty() -> RustBuffer {
        RustBuffer(capacity: 0, len:0, data: nil)
    }

    static func from(_ ptr: UnsafeBufferPointer<UInt8>) -> RustBuffer {
        try! rustCall { ffi_mingpian_uniffi_rustbuffer_from_bytes(ForeignBytes(bufferPointer: ptr), $0) }
    }

    // Frees the buffer in place.
    // The buffer must not be used after this is called.
    func deallocate() {
        try! rustCall { ffi_mingpian_uniffi_rustbuffer_free(self, $0) }
    }
}

fileprivate extension ForeignBytes {
    init(bufferPointer: UnsafeBufferPointer<UInt8>) {
        self.init(len: Int32(bufferPointer.count), data: bufferPointer.baseAddress)
    }

    init(rawBufferPointer: UnsafeRawBufferPointer) {
        self.init(
            len: Int32(rawBufferPointer.count),
            data: rawBufferPointer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
    }
}

// Converter for `&[u8]` / `[ByRef] bytes` arguments.
//
// Conforms to `FfiConverter` so the compiler enforces the full converter
// method set. Only the scope-bound `lower(_:_body:)` overload is sound —
// zero-copy byte buffers only flow foreign -> Rust, and only in argument
// position. The four protocol-witness methods (`lift`, `lower`, `read`,
// `write`) `fatalError` at runtime if anyone reaches them.
//
// The scope-bound `lower` takes a closure because the `ForeignBytes`
// pointer is only guaranteed valid for the duration of
// `Data.withUnsafeBytes`. Callers must run the full FFI call inside
// the closure body.
fileprivate enum FfiConverterByRefBytes: FfiConverter {
    typealias SwiftType = Data
    typealias FfiType = ForeignBytes

    static func lower<R>(_ value: Data, _ body: (ForeignBytes) throws -> R) rethrows -> R {
        return try value.withUnsafeBytes { rawBuf in
            try body(ForeignBytes(rawBufferPointer: rawBuf))
        }
    }

    static func lower(_ value: Data) -> ForeignBytes {
        fatalError("ByRef bytes cannot use the plain lower: returning ForeignBytes escapes the Data.withUnsafeBytes scope. Use the scope-bound lower(_:_body:) overload instead.")
    }

    static func lift(_ value: ForeignBytes) throws -> Data {
        fatalError("ByRef bytes cannot be lifted: zero-copy &[u8] only flows foreign->Rust")
    }

    static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Data {
        fatalError("ByRef bytes cannot be read from a buffer: zero-copy &[u8] is only supported in argument position, not nested in records/options/etc.")
    }

    static func write(_ value: Data, into buf: inout [UInt8]) {
        fatalError("ByRef bytes cannot be written to a buffer: zero-copy &[u8] is only supported in argument position, not nested in records/options/etc.")
    }
}

// For every type used in the interface, we provide helper methods for conveniently
// lifting and lowering that type from C-compatible data, and for reading and writing
// values of that type in a buffer.

// Helper classes/extensions that don't change.
// Someday, this will be in a library of its own.

fileprivate extension Data {
    init(rustBuffer: RustBuffer) {
        self.init(
            bytesNoCopy: rustBuffer.data!,
            count: Int(rustBuffer.len),
            deallocator: .none
        )
    }
}

// Define reader functionality.  Normally this would be defined in a class or
// struct, but we use standalone functions instead in order to make external
// types work.
//
// With external types, one swift source file needs to be able to call the read
// method on another source file's FfiConverter, but then what visibility
// should Reader have?
// - If Reader is fileprivate, then this means the read() must also
//   be fileprivate, which doesn't work with external types.
// - If Reader is internal/public, we'll get compile errors since both source
//   files will try define the same type.
//
// Instead, the read() method and these helper functions input a tuple of data

fileprivate func createReader(data: Data) -> (data: Data, offset: Data.Index) {
    (data: data, offset: 0)
}

// Reads an integer at the current offset, in big-endian order, and advances
// the offset on success. Throws if reading the integer would move the
// offset past the end of the buffer.
fileprivate func readInt<T: FixedWidthInteger>(_ reader: inout (data: Data, offset: Data.Index)) throws -> T {
    let range = reader.offset..<reader.offset + MemoryLayout<T>.size
    guard reader.data.count >= range.upperBound else {
        throw UniffiInternalError.bufferOverflow
    }
    if T.self == UInt8.self {
        let value = reader.data[reader.offset]
        reader.offset += 1
        return value as! T
    }
    var value: T = 0
    let _ = withUnsafeMutableBytes(of: &value, { reader.data.copyBytes(to: $0, from: range)})
    reader.offset = range.upperBound
    return value.bigEndian
}

// Reads an arbitrary number of bytes, to be used to read
// raw bytes, this is useful when lifting strings
fileprivate func readBytes(_ reader: inout (data: Data, offset: Data.Index), count: Int) throws -> Array<UInt8> {
    let range = reader.offset..<(reader.offset+count)
    guard reader.data.count >= range.upperBound else {
        throw UniffiInternalError.bufferOverflow
    }
    var value = [UInt8](repeating: 0, count: count)
    value.withUnsafeMutableBufferPointer({ buffer in
        reader.data.copyBytes(to: buffer, from: range)
    })
    reader.offset = range.upperBound
    return value
}

// Reads a float at the current offset.
fileprivate func readFloat(_ reader: inout (data: Data, offset: Data.Index)) throws -> Float {
    return Float(bitPattern: try readInt(&reader))
}

// Reads a float at the current offset.
fileprivate func readDouble(_ reader: inout (data: Data, offset: Data.Index)) throws -> Double {
    return Double(bitPattern: try readInt(&reader))
}

// Indicates if the offset has reached the end of the buffer.
fileprivate func hasRemaining(_ reader: (data: Data, offset: Data.Index)) -> Bool {
    return reader.offset < reader.data.count
}

// Define writer functionality.  Normally this would be defined in a class or
// struct, but we use standalone functions instead in order to make external
// types work.  See the above discussion on Readers for details.

fileprivate func createWriter() -> [UInt8] {
    return []
}

fileprivate func writeBytes<S>(_ writer: inout [UInt8], _ byteArr: S) where S: Sequence, S.Element == UInt8 {
    writer.append(contentsOf: byteArr)
}

// Writes an integer in big-endian order.
//
// Warning: make sure what you are trying to write
// is in the correct type!
fileprivate func writeInt<T: FixedWidthInteger>(_ writer: inout [UInt8], _ value: T) {
    var value = value.bigEndian
    withUnsafeBytes(of: &value) { writer.append(contentsOf: $0) }
}

fileprivate func writeFloat(_ writer: inout [UInt8], _ value: Float) {
    writeInt(&writer, value.bitPattern)
}

fileprivate func writeDouble(_ writer: inout [UInt8], _ value: Double) {
    writeInt(&writer, value.bitPattern)
}

// Protocol for types that transfer other types across the FFI. This is
// analogous to the Rust trait of the same name.
fileprivate protocol FfiConverter {
    associatedtype FfiType
    associatedtype SwiftType

    static func lift(_ value: FfiType) throws -> SwiftType
    static func lower(_ value: SwiftType) -> FfiType
    static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType
    static func write(_ value: SwiftType, into buf: inout [UInt8])
}

// Types conforming to `Primitive` pass themselves directly over the FFI.
fileprivate protocol FfiConverterPrimitive: FfiConverter where FfiType == SwiftType { }

extension FfiConverterPrimitive {
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lift(_ value: FfiType) throws -> SwiftType {
        return value
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lower(_ value: SwiftType) -> FfiType {
        return value
    }
}

// Types conforming to `FfiConverterRustBuffer` lift and lower into a `RustBuffer`.
// Used for complex types where it's hard to write a custom lift/lower.
fileprivate protocol FfiConverterRustBuffer: FfiConverter where FfiType == RustBuffer {}

extension FfiConverterRustBuffer {
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lift(_ buf: RustBuffer) throws -> SwiftType {
        var reader = createReader(data: Data(rustBuffer: buf))
        let value = try read(from: &reader)
        if hasRemaining(reader) {
            throw UniffiInternalError.incompleteData
        }
        buf.deallocate()
        return value
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public static func lower(_ value: SwiftType) -> RustBuffer {
          var writer = createWriter()
          write(value, into: &writer)
          return RustBuffer(bytes: writer)
    }
}
// An error type for FFI errors. These errors occur at the UniFFI level, not
// the library level.
fileprivate enum UniffiInternalError: LocalizedError {
    case bufferOverflow
    case incompleteData
    case unexpectedOptionalTag
    case unexpectedEnumCase
    case unexpectedNullPointer
    case unexpectedRustCallStatusCode
    case unexpectedRustCallError
    case unexpectedStaleHandle
    case rustPanic(_ message: String)

    public var errorDescription: String? {
        switch self {
        case .bufferOverflow: return "Reading the requested value would read past the end of the buffer"
        case .incompleteData: return "The buffer still has data after lifting its containing value"
        case .unexpectedOptionalTag: return "Unexpected optional tag; should be 0 or 1"
        case .unexpectedEnumCase: return "Raw enum value doesn't match any cases"
        case .unexpectedNullPointer: return "Raw pointer value was null"
        case .unexpectedRustCallStatusCode: return "Unexpected RustCallStatus code"
        case .unexpectedRustCallError: return "CALL_ERROR but no errorClass specified"
        case .unexpectedStaleHandle: return "The object in the handle map has been dropped already"
        case let .rustPanic(message): return message
        }
    }
}

fileprivate extension NSLock {
    func withLock<T>(f: () throws -> T) rethrows -> T {
        self.lock()
        defer { self.unlock() }
        return try f()
    }
}

fileprivate let CALL_SUCCESS: Int8 = 0
fileprivate let CALL_ERROR: Int8 = 1
fileprivate let CALL_UNEXPECTED_ERROR: Int8 = 2
fileprivate let CALL_CANCELLED: Int8 = 3

fileprivate extension RustCallStatus {
    init() {
        self.init(
            code: CALL_SUCCESS,
            errorBuf: RustBuffer.init(
                capacity: 0,
                len: 0,
                data: nil
            )
        )
    }
}

private func rustCall<T>(_ callback: (UnsafeMutablePointer<RustCallStatus>) -> T) throws -> T {
    let neverThrow: ((RustBuffer) throws -> Never)? = nil
    return try makeRustCall(callback, errorHandler: neverThrow)
}

private func rustCallWithError<T, E: Swift.Error>(
    _ errorHandler: @escaping (RustBuffer) throws -> E,
    _ callback: (UnsafeMutablePointer<RustCallStatus>) -> T) throws -> T {
    try makeRustCall(callback, errorHandler: errorHandler)
}

private func makeRustCall<T, E: Swift.Error>(
    _ callback: (UnsafeMutablePointer<RustCallStatus>) -> T,
    errorHandler: ((RustBuffer) throws -> E)?
) throws -> T {
    uniffiEnsureMingpianUniffiInitialized()
    var callStatus = RustCallStatus.init()
    let returnedVal = callback(&callStatus)
    try uniffiCheckCallStatus(callStatus: callStatus, errorHandler: errorHandler)
    return returnedVal
}

private func uniffiCheckCallStatus<E: Swift.Error>(
    callStatus: RustCallStatus,
    errorHandler: ((RustBuffer) throws -> E)?
) throws {
    switch callStatus.code {
        case CALL_SUCCESS:
            return

        case CALL_ERROR:
            if let errorHandler = errorHandler {
                throw try errorHandler(callStatus.errorBuf)
            } else {
                callStatus.errorBuf.deallocate()
                throw UniffiInternalError.unexpectedRustCallError
            }

        case CALL_UNEXPECTED_ERROR:
            // When the rust code sees a panic, it tries to construct a RustBuffer
            // with the message.  But if that code panics, then it just sends back
            // an empty buffer.
            if callStatus.errorBuf.len > 0 {
                throw UniffiInternalError.rustPanic(try FfiConverterString.lift(callStatus.errorBuf))
            } else {
                callStatus.errorBuf.deallocate()
                throw UniffiInternalError.rustPanic("Rust panic")
            }

        case CALL_CANCELLED:
            fatalError("Cancellation not supported yet")

        default:
            throw UniffiInternalError.unexpectedRustCallStatusCode
    }
}

private func uniffiTraitInterfaceCall<T>(
    callStatus: UnsafeMutablePointer<RustCallStatus>,
    makeCall: () throws -> T,
    writeReturn: (T) -> ()
) {
    do {
        try writeReturn(makeCall())
    } catch let error {
        callStatus.pointee.code = CALL_UNEXPECTED_ERROR
        callStatus.pointee.errorBuf = FfiConverterString.lower(String(describing: error))
    }
}

private func uniffiTraitInterfaceCallWithError<T, E>(
    callStatus: UnsafeMutablePointer<RustCallStatus>,
    makeCall: () throws -> T,
    writeReturn: (T) -> (),
    lowerError: (E) -> RustBuffer
) {
    do {
        try writeReturn(makeCall())
    } catch let error as E {
        callStatus.pointee.code = CALL_ERROR
        callStatus.pointee.errorBuf = lowerError(error)
    } catch {
        callStatus.pointee.code = CALL_UNEXPECTED_ERROR
        callStatus.pointee.errorBuf = FfiConverterString.lower(String(describing: error))
    }
}
// Initial value and increment amount for handles. 
// These ensure that SWIFT handles always have the lowest bit set
fileprivate let UNIFFI_HANDLEMAP_INITIAL: UInt64 = 1
fileprivate let UNIFFI_HANDLEMAP_DELTA: UInt64 = 2

fileprivate final class UniffiHandleMap<T>: @unchecked Sendable {
    // All mutation happens with this lock held, which is why we implement @unchecked Sendable.
    private let lock = NSLock()
    private var map: [UInt64: T] = [:]
    private var currentHandle: UInt64 = UNIFFI_HANDLEMAP_INITIAL

    func insert(obj: T) -> UInt64 {
        lock.withLock {
            return doInsert(obj)
        }
    }

    // Low-level insert function, this assumes `lock` is held.
    private func doInsert(_ obj: T) -> UInt64 {
        let handle = currentHandle
        currentHandle += UNIFFI_HANDLEMAP_DELTA
        map[handle] = obj
        return handle
    }

     func get(handle: UInt64) throws -> T {
        try lock.withLock {
            guard let obj = map[handle] else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return obj
        }
    }

     func clone(handle: UInt64) throws -> UInt64 {
        try lock.withLock {
            guard let obj = map[handle] else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return doInsert(obj)
        }
    }

    @discardableResult
    func remove(handle: UInt64) throws -> T {
        try lock.withLock {
            guard let obj = map.removeValue(forKey: handle) else {
                throw UniffiInternalError.unexpectedStaleHandle
            }
            return obj
        }
    }

    var count: Int {
        get {
            map.count
        }
    }
}


// Public interface members begin here.


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterInt32: FfiConverterPrimitive {
    typealias FfiType = Int32
    typealias SwiftType = Int32

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Int32 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: Int32, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterInt64: FfiConverterPrimitive {
    typealias FfiType = Int64
    typealias SwiftType = Int64

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Int64 {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: Int64, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterBool : FfiConverter {
    typealias FfiType = Int8
    typealias SwiftType = Bool

    public static func lift(_ value: Int8) throws -> Bool {
        return value != 0
    }

    public static func lower(_ value: Bool) -> Int8 {
        return value ? 1 : 0
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Bool {
        return try lift(readInt(&buf))
    }

    public static func write(_ value: Bool, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterString: FfiConverter {
    typealias SwiftType = String
    typealias FfiType = RustBuffer

    public static func lift(_ value: RustBuffer) throws -> String {
        defer {
            value.deallocate()
        }
        if value.data == nil {
            return String()
        }
        let bytes = UnsafeBufferPointer<UInt8>(start: value.data!, count: Int(value.len))
        // Use Swift's native UTF-8 decoder; `String(bytes:encoding:.utf8)` goes
        // through Foundation's NSString and silently strips a leading U+FEFF BOM.
        // Invalid UTF-8 substitutes U+FFFD instead of trapping (unreachable
        // given Rust's `String` invariant).
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func lower(_ value: String) -> RustBuffer {
        return value.utf8CString.withUnsafeBufferPointer { ptr in
            // The swift string gives us int8_t, we want uint8_t.
            ptr.withMemoryRebound(to: UInt8.self) { ptr in
                // The swift string gives us a trailing null byte, we don't want it.
                let buf = UnsafeBufferPointer(rebasing: ptr.prefix(upTo: ptr.count - 1))
                return RustBuffer.from(buf)
            }
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> String {
        let len: Int32 = try readInt(&buf)
        // See `lift` above for why we avoid Foundation's NSString-backed decoder here.
        return String(decoding: try readBytes(&buf, count: Int(len)), as: UTF8.self)
    }

    public static func write(_ value: String, into buf: inout [UInt8]) {
        let len = Int32(value.utf8.count)
        writeInt(&buf, len)
        writeBytes(&buf, value.utf8)
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterData: FfiConverterRustBuffer {
    typealias SwiftType = Data

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Data {
        let len: Int32 = try readInt(&buf)
        let range = buf.offset..<(buf.offset + Int(len))
        guard buf.data.count >= range.upperBound else { throw UniffiInternalError.bufferOverflow }
        buf.offset = range.upperBound
        return buf.data.subdata(in: range)
    }

    public static func lower(_ value: Data) -> RustBuffer {
        let size = 4 + value.count
        let buffer = try! rustCall { ffi_mingpian_uniffi_rustbuffer_alloc(UInt64(size), $0) }
        let bytes = UnsafeMutableRawBufferPointer(start: buffer.data, count: size)
        bytes.storeBytes(of: Int32(value.count).bigEndian, as: Int32.self)
        value.copyBytes(to: UnsafeMutableRawBufferPointer(rebasing: bytes[4...]))
        return buffer
    }

    public static func write(_ value: Data, into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        writeBytes(&buf, value)
    }
}




/**
 * A lookup, from the first attempt to the last answer. It can be used at any time and from any thread.
 */
public protocol LookupProtocol: AnyObject, Sendable {
    
    /**
     * Ends the lookup with `CANCELLED`. Requests in flight are aborted.
     */
    func cancel() 
    
    /**
     * Returns how far the service's clock is ahead, as far as it is known. Later lookups can use it as an option.
     */
    func clockOffsetMs()  -> Int64
    
    /**
     * Adds identifiers to a list, in response to `Feed`. `identifiers` is a JSON list of strings, and `ends` marks the
     * end of the list. An identifier that is not allowed ends the lookup after its pages.
     */
    func feed(list: Int32, identifiers: String, ends: Bool) 
    
    /**
     * Reports that a request failed, or that the app's own server could not be reached to sign it.
     */
    func handleFailure(id: Int64, kind: TransportKind) 
    
    /**
     * Reports a new token, or `None` if there is none. The text is wiped. Returns whether the token is used from now
     * on.
     */
    func handleRenewal(id: Int64, token: String?)  -> Bool
    
    /**
     * Reports the response to a request. `status` is the HTTP status, and `body` is the whole body, decompressed.
     * Returns whether the response was accepted. If so, an answer follows that is read from this body.
     */
    func handleResponse(id: Int64, nowMs: Int64, status: Int32, headers: [HttpHeader], body: Data)  -> Bool
    
    /**
     * Reports the headers that the app's own server created, or `None` if it refused to sign.
     */
    func handleSignature(id: Int64, headers: [HttpHeader]?) 
    
    /**
     * Returns the next step. `random_high` and `random_low` are 16 fresh bytes of a cryptographically secure source.
     * While `takes_answer` is false, no answer is returned.
     */
    func poll(nowMs: Int64, randomHigh: Int64, randomLow: Int64, takesAnswer: Bool)  -> Step
    
    /**
     * Returns the progress of the lookup.
     */
    func progress()  -> Progress
    
    /**
     * Returns a request in flight without its secrets, so that it can be shown to the caller.
     */
    func redactedRequest(id: Int64)  -> RedactedRequest?
    
}
/**
 * A lookup, from the first attempt to the last answer. It can be used at any time and from any thread.
 */
open class Lookup: LookupProtocol, @unchecked Sendable, CustomDebugStringConvertible {
    fileprivate let handle: UInt64

    /// Used to instantiate a [FFIObject] without an actual handle, for fakes in tests, mostly.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public struct NoHandle {
        public init() {}
    }

    // TODO: We'd like this to be `private` but for Swifty reasons,
    // we can't implement `FfiConverter` without making this `required` and we can't
    // make it `required` without making it `public`.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    required public init(unsafeFromHandle handle: UInt64) {
        self.handle = handle
    }

    // This constructor can be used to instantiate a fake object.
    // - Parameter noHandle: Placeholder value so we can have a constructor separate from the default empty one that may be implemented for classes extending [FFIObject].
    //
    // - Warning:
    //     Any object instantiated with this constructor cannot be passed to an actual Rust-backed object. Since there isn't a backing handle the FFI lower functions will crash.
#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public init(noHandle: NoHandle) {
        self.handle = 0
    }

#if swift(>=5.8)
    @_documentation(visibility: private)
#endif
    public func uniffiCloneHandle() -> UInt64 {
        return try! rustCall { uniffi_mingpian_uniffi_fn_clone_lookup(self.handle, $0) }
    }
    // No primary constructor declared for this class.

    deinit {
        if handle == 0 {
            // Mock objects have handle=0 don't try to free them
            return
        }

        try! rustCall { uniffi_mingpian_uniffi_fn_free_lookup(handle, $0) }
    }

    
    /**
     * Opens the lookup that a JSON document describes: `question`, `auth`, `options`, `pages`, `renews`, and `token`.
     * The text is wiped. Throws `INVALID_INPUT` with the name of the value that is not allowed. In that case, nothing
     * is sent.
     */
public static func `open`(provider: String, operation: String, json: String)throws  -> Lookup  {
    return try  FfiConverterTypeLookup_lift(try rustCallWithError(FfiConverterTypeCoreError_lift) {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_constructor_lookup_open(
        FfiConverterString.lower(provider),
        FfiConverterString.lower(operation),
        FfiConverterString.lower(json),uniffiCallStatus
    )
})
}
    

    
    /**
     * Ends the lookup with `CANCELLED`. Requests in flight are aborted.
     */
open func cancel()  {try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_cancel(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
}
    
    /**
     * Returns how far the service's clock is ahead, as far as it is known. Later lookups can use it as an option.
     */
open func clockOffsetMs() -> Int64  {
    return try!  FfiConverterInt64.lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_clock_offset_ms(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}
    
    /**
     * Adds identifiers to a list, in response to `Feed`. `identifiers` is a JSON list of strings, and `ends` marks the
     * end of the list. An identifier that is not allowed ends the lookup after its pages.
     */
open func feed(list: Int32, identifiers: String, ends: Bool)  {try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_feed(
            self.uniffiCloneHandle(),
        FfiConverterInt32.lower(list),
        FfiConverterString.lower(identifiers),
        FfiConverterBool.lower(ends),uniffiCallStatus
    )
}
}
    
    /**
     * Reports that a request failed, or that the app's own server could not be reached to sign it.
     */
open func handleFailure(id: Int64, kind: TransportKind)  {try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_handle_failure(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(id),
        FfiConverterTypeTransportKind_lower(kind),uniffiCallStatus
    )
}
}
    
    /**
     * Reports a new token, or `None` if there is none. The text is wiped. Returns whether the token is used from now
     * on.
     */
open func handleRenewal(id: Int64, token: String?) -> Bool  {
    return try!  FfiConverterBool.lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_handle_renewal(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(id),
        FfiConverterOptionString.lower(token),uniffiCallStatus
    )
})
}
    
    /**
     * Reports the response to a request. `status` is the HTTP status, and `body` is the whole body, decompressed.
     * Returns whether the response was accepted. If so, an answer follows that is read from this body.
     */
open func handleResponse(id: Int64, nowMs: Int64, status: Int32, headers: [HttpHeader], body: Data) -> Bool  {
    return try!  FfiConverterBool.lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_handle_response(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(id),
        FfiConverterInt64.lower(nowMs),
        FfiConverterInt32.lower(status),
        FfiConverterSequenceTypeHttpHeader.lower(headers),
        FfiConverterData.lower(body),uniffiCallStatus
    )
})
}
    
    /**
     * Reports the headers that the app's own server created, or `None` if it refused to sign.
     */
open func handleSignature(id: Int64, headers: [HttpHeader]?)  {try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_handle_signature(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(id),
        FfiConverterOptionSequenceTypeHttpHeader.lower(headers),uniffiCallStatus
    )
}
}
    
    /**
     * Returns the next step. `random_high` and `random_low` are 16 fresh bytes of a cryptographically secure source.
     * While `takes_answer` is false, no answer is returned.
     */
open func poll(nowMs: Int64, randomHigh: Int64, randomLow: Int64, takesAnswer: Bool) -> Step  {
    return try!  FfiConverterTypeStep_lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_poll(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(nowMs),
        FfiConverterInt64.lower(randomHigh),
        FfiConverterInt64.lower(randomLow),
        FfiConverterBool.lower(takesAnswer),uniffiCallStatus
    )
})
}
    
    /**
     * Returns the progress of the lookup.
     */
open func progress() -> Progress  {
    return try!  FfiConverterTypeProgress_lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_progress(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
})
}
    
    /**
     * Returns a request in flight without its secrets, so that it can be shown to the caller.
     */
open func redactedRequest(id: Int64) -> RedactedRequest?  {
    return try!  FfiConverterOptionTypeRedactedRequest.lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_redacted_request(
            self.uniffiCloneHandle(),
        FfiConverterInt64.lower(id),uniffiCallStatus
    )
})
}
    

    
// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_lookup_uniffi_trait_debug(
            self.uniffiCloneHandle(),uniffiCallStatus
    )
}
    )
}
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLookup: FfiConverter {
    typealias FfiType = UInt64
    typealias SwiftType = Lookup

    public static func lift(_ handle: UInt64) throws -> Lookup {
        return Lookup(unsafeFromHandle: handle)
    }

    public static func lower(_ value: Lookup) -> UInt64 {
        return value.uniffiCloneHandle()
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Lookup {
        let handle: UInt64 = try readInt(&buf)
        return try lift(handle)
    }

    public static func write(_ value: Lookup, into buf: inout [UInt8]) {
        writeInt(&buf, lower(value))
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLookup_lift(_ handle: UInt64) throws -> Lookup {
    return try FfiConverterTypeLookup.lift(handle)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLookup_lower(_ value: Lookup) -> UInt64 {
    return FfiConverterTypeLookup.lower(value)
}




/**
 * A header. When printed, it shows only its name.
 */
public struct HttpHeader: Equatable, Hashable, CustomDebugStringConvertible {
    /**
     * The name, in upper or lower case.
     */
    public let name: String
    /**
     * The value, as it is sent or was received.
     */
    public let value: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The name, in upper or lower case.
         */name: String, 
        /**
         * The value, as it is sent or was received.
         */value: String) {
        self.name = name
        self.value = value
    }

    

    
// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_httpheader_uniffi_trait_debug(
            FfiConverterTypeHttpHeader_lower(self),uniffiCallStatus
    )
}
    )
}
}

#if compiler(>=6)
extension HttpHeader: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeHttpHeader: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> HttpHeader {
        return
            try HttpHeader(
                name: FfiConverterString.read(from: &buf), 
                value: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: HttpHeader, into buf: inout [UInt8]) {
        FfiConverterString.write(value.name, into: &buf)
        FfiConverterString.write(value.value, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpHeader_lift(_ buf: RustBuffer) throws -> HttpHeader {
    return try FfiConverterTypeHttpHeader.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpHeader_lower(_ value: HttpHeader) -> RustBuffer {
    return FfiConverterTypeHttpHeader.lower(value)
}


/**
 * A request to send without changes. Do not follow redirects or add cookies or a referrer.
 *
 * It contains credentials. When printed, it shows the URL without the query, the names of the headers, and the length
 * of the body.
 */
public struct HttpRequest: Equatable, Hashable, CustomDebugStringConvertible {
    /**
     * The ID to report under.
     */
    public let id: Int64
    /**
     * The number of this attempt of the request, beginning with 1.
     */
    public let attempt: Int32
    /**
     * `POST`.
     */
    public let method: String
    /**
     * The URL with its query.
     */
    public let url: String
    /**
     * The headers in the order to send them. No name occurs twice.
     */
    public let headers: [HttpHeader]
    /**
     * The body, a JSON object.
     */
    public let body: String
    /**
     * The maximum length of a response's body, in bytes. A host can stop reading a longer body.
     */
    public let maxBodyBytes: Int64

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The ID to report under.
         */id: Int64, 
        /**
         * The number of this attempt of the request, beginning with 1.
         */attempt: Int32, 
        /**
         * `POST`.
         */method: String, 
        /**
         * The URL with its query.
         */url: String, 
        /**
         * The headers in the order to send them. No name occurs twice.
         */headers: [HttpHeader], 
        /**
         * The body, a JSON object.
         */body: String, 
        /**
         * The maximum length of a response's body, in bytes. A host can stop reading a longer body.
         */maxBodyBytes: Int64) {
        self.id = id
        self.attempt = attempt
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.maxBodyBytes = maxBodyBytes
    }

    

    
// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_httprequest_uniffi_trait_debug(
            FfiConverterTypeHttpRequest_lower(self),uniffiCallStatus
    )
}
    )
}
}

#if compiler(>=6)
extension HttpRequest: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeHttpRequest: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> HttpRequest {
        return
            try HttpRequest(
                id: FfiConverterInt64.read(from: &buf), 
                attempt: FfiConverterInt32.read(from: &buf), 
                method: FfiConverterString.read(from: &buf), 
                url: FfiConverterString.read(from: &buf), 
                headers: FfiConverterSequenceTypeHttpHeader.read(from: &buf), 
                body: FfiConverterString.read(from: &buf), 
                maxBodyBytes: FfiConverterInt64.read(from: &buf)
        )
    }

    public static func write(_ value: HttpRequest, into buf: inout [UInt8]) {
        FfiConverterInt64.write(value.id, into: &buf)
        FfiConverterInt32.write(value.attempt, into: &buf)
        FfiConverterString.write(value.method, into: &buf)
        FfiConverterString.write(value.url, into: &buf)
        FfiConverterSequenceTypeHttpHeader.write(value.headers, into: &buf)
        FfiConverterString.write(value.body, into: &buf)
        FfiConverterInt64.write(value.maxBodyBytes, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpRequest_lift(_ buf: RustBuffer) throws -> HttpRequest {
    return try FfiConverterTypeHttpRequest.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeHttpRequest_lower(_ value: HttpRequest) -> RustBuffer {
    return FfiConverterTypeHttpRequest.lower(value)
}


/**
 * A [`LookupError`] as one record for all of its codes. Members that the code does not have are absent.
 */
public struct LookupFailure: Equatable, Hashable {
    /**
     * The code of the error.
     */
    public let code: ErrorCode
    /**
     * A description of the error in English, for logs and developers.
     */
    public let message: String
    /**
     * Whether the same request is safe to send again and may succeed later.
     */
    public let retryable: Bool
    /**
     * The provider that was asked.
     */
    public let provider: String?
    /**
     * The field that is not allowed, or the path to the value that cannot be read.
     */
    public let field: String?
    /**
     * How the transport failed.
     */
    public let kind: TransportKind?
    /**
     * The HTTP status.
     */
    public let status: Int32?
    /**
     * The provider's own code.
     */
    public let providerCode: Int64?
    /**
     * The provider's own text.
     */
    public let providerText: String?
    /**
     * The ID by which the provider's support team can identify the request.
     */
    public let requestId: String?
    /**
     * How long the provider asks clients to wait before the next request, in milliseconds.
     */
    public let retryAfterMs: Int64?

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The code of the error.
         */code: ErrorCode, 
        /**
         * A description of the error in English, for logs and developers.
         */message: String, 
        /**
         * Whether the same request is safe to send again and may succeed later.
         */retryable: Bool, 
        /**
         * The provider that was asked.
         */provider: String?, 
        /**
         * The field that is not allowed, or the path to the value that cannot be read.
         */field: String?, 
        /**
         * How the transport failed.
         */kind: TransportKind?, 
        /**
         * The HTTP status.
         */status: Int32?, 
        /**
         * The provider's own code.
         */providerCode: Int64?, 
        /**
         * The provider's own text.
         */providerText: String?, 
        /**
         * The ID by which the provider's support team can identify the request.
         */requestId: String?, 
        /**
         * How long the provider asks clients to wait before the next request, in milliseconds.
         */retryAfterMs: Int64?) {
        self.code = code
        self.message = message
        self.retryable = retryable
        self.provider = provider
        self.field = field
        self.kind = kind
        self.status = status
        self.providerCode = providerCode
        self.providerText = providerText
        self.requestId = requestId
        self.retryAfterMs = retryAfterMs
    }

    

    
}

#if compiler(>=6)
extension LookupFailure: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeLookupFailure: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> LookupFailure {
        return
            try LookupFailure(
                code: FfiConverterTypeErrorCode.read(from: &buf), 
                message: FfiConverterString.read(from: &buf), 
                retryable: FfiConverterBool.read(from: &buf), 
                provider: FfiConverterOptionString.read(from: &buf), 
                field: FfiConverterOptionString.read(from: &buf), 
                kind: FfiConverterOptionTypeTransportKind.read(from: &buf), 
                status: FfiConverterOptionInt32.read(from: &buf), 
                providerCode: FfiConverterOptionInt64.read(from: &buf), 
                providerText: FfiConverterOptionString.read(from: &buf), 
                requestId: FfiConverterOptionString.read(from: &buf), 
                retryAfterMs: FfiConverterOptionInt64.read(from: &buf)
        )
    }

    public static func write(_ value: LookupFailure, into buf: inout [UInt8]) {
        FfiConverterTypeErrorCode.write(value.code, into: &buf)
        FfiConverterString.write(value.message, into: &buf)
        FfiConverterBool.write(value.retryable, into: &buf)
        FfiConverterOptionString.write(value.provider, into: &buf)
        FfiConverterOptionString.write(value.field, into: &buf)
        FfiConverterOptionTypeTransportKind.write(value.kind, into: &buf)
        FfiConverterOptionInt32.write(value.status, into: &buf)
        FfiConverterOptionInt64.write(value.providerCode, into: &buf)
        FfiConverterOptionString.write(value.providerText, into: &buf)
        FfiConverterOptionString.write(value.requestId, into: &buf)
        FfiConverterOptionInt64.write(value.retryAfterMs, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLookupFailure_lift(_ buf: RustBuffer) throws -> LookupFailure {
    return try FfiConverterTypeLookupFailure.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeLookupFailure_lower(_ value: LookupFailure) -> RustBuffer {
    return FfiConverterTypeLookupFailure.lower(value)
}


/**
 * The progress of a lookup. Each identifier counts as often as it was requested.
 */
public struct Progress: Equatable, Hashable {
    /**
     * The number of identifiers whose answers were returned.
     */
    public let done: Int64
    /**
     * The number of identifiers that were added so far.
     */
    public let total: Int64

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The number of identifiers whose answers were returned.
         */done: Int64, 
        /**
         * The number of identifiers that were added so far.
         */total: Int64) {
        self.done = done
        self.total = total
    }

    

    
}

#if compiler(>=6)
extension Progress: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeProgress: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Progress {
        return
            try Progress(
                done: FfiConverterInt64.read(from: &buf), 
                total: FfiConverterInt64.read(from: &buf)
        )
    }

    public static func write(_ value: Progress, into buf: inout [UInt8]) {
        FfiConverterInt64.write(value.done, into: &buf)
        FfiConverterInt64.write(value.total, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeProgress_lift(_ buf: RustBuffer) throws -> Progress {
    return try FfiConverterTypeProgress.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeProgress_lower(_ value: Progress) -> RustBuffer {
    return FfiConverterTypeProgress.lower(value)
}


/**
 * A request without its secrets, which an app can show. It still contains identifiers, so do not log it.
 */
public struct RedactedRequest: Equatable, Hashable, CustomDebugStringConvertible {
    /**
     * `POST`.
     */
    public let method: String
    /**
     * The URL. The values of secret parameters are replaced by `[redacted]`.
     */
    public let url: String
    /**
     * The headers. Secret values are replaced by `[redacted]`.
     */
    public let headers: [HttpHeader]
    /**
     * The body, a JSON object. Secret values are replaced by `[redacted]`.
     */
    public let body: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * `POST`.
         */method: String, 
        /**
         * The URL. The values of secret parameters are replaced by `[redacted]`.
         */url: String, 
        /**
         * The headers. Secret values are replaced by `[redacted]`.
         */headers: [HttpHeader], 
        /**
         * The body, a JSON object. Secret values are replaced by `[redacted]`.
         */body: String) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    

    
// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_redactedrequest_uniffi_trait_debug(
            FfiConverterTypeRedactedRequest_lower(self),uniffiCallStatus
    )
}
    )
}
}

#if compiler(>=6)
extension RedactedRequest: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeRedactedRequest: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> RedactedRequest {
        return
            try RedactedRequest(
                method: FfiConverterString.read(from: &buf), 
                url: FfiConverterString.read(from: &buf), 
                headers: FfiConverterSequenceTypeHttpHeader.read(from: &buf), 
                body: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: RedactedRequest, into buf: inout [UInt8]) {
        FfiConverterString.write(value.method, into: &buf)
        FfiConverterString.write(value.url, into: &buf)
        FfiConverterSequenceTypeHttpHeader.write(value.headers, into: &buf)
        FfiConverterString.write(value.body, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRedactedRequest_lift(_ buf: RustBuffer) throws -> RedactedRequest {
    return try FfiConverterTypeRedactedRequest.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeRedactedRequest_lower(_ value: RedactedRequest) -> RustBuffer {
    return FfiConverterTypeRedactedRequest.lower(value)
}


/**
 * A record that could not be read.
 */
public struct Unreadable: Equatable, Hashable, CustomDebugStringConvertible {
    /**
     * The requested identifier, or the key that was not requested.
     */
    public let identifier: String
    /**
     * The field that is missing or of another type than documented. It is empty if the record is not an object.
     */
    public let field: String

    // Default memberwise initializers are never public by default, so we
    // declare one manually.
    public init(
        /**
         * The requested identifier, or the key that was not requested.
         */identifier: String, 
        /**
         * The field that is missing or of another type than documented. It is empty if the record is not an object.
         */field: String) {
        self.identifier = identifier
        self.field = field
    }

    

    
// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_unreadable_uniffi_trait_debug(
            FfiConverterTypeUnreadable_lower(self),uniffiCallStatus
    )
}
    )
}
}

#if compiler(>=6)
extension Unreadable: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeUnreadable: FfiConverterRustBuffer {
    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Unreadable {
        return
            try Unreadable(
                identifier: FfiConverterString.read(from: &buf), 
                field: FfiConverterString.read(from: &buf)
        )
    }

    public static func write(_ value: Unreadable, into buf: inout [UInt8]) {
        FfiConverterString.write(value.identifier, into: &buf)
        FfiConverterString.write(value.field, into: &buf)
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeUnreadable_lift(_ buf: RustBuffer) throws -> Unreadable {
    return try FfiConverterTypeUnreadable.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeUnreadable_lower(_ value: Unreadable) -> RustBuffer {
    return FfiConverterTypeUnreadable.lower(value)
}


/**
 * The error with which opening a lookup or creating a signature fails.
 */
public 
enum CoreError: Swift.Error, Equatable, Hashable, Foundation.LocalizedError {

    
    
    /**
     * The only variant.
     */
    case Failed(
        /**
         * The details of the error.
         */failure: LookupFailure
    )

    

    

    
    public var errorDescription: String? {
        String(reflecting: self)
    }
    
}

#if compiler(>=6)
extension CoreError: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeCoreError: FfiConverterRustBuffer {
    typealias SwiftType = CoreError

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> CoreError {
        let variant: Int32 = try readInt(&buf)
        switch variant {

        

        
        case 1: return .Failed(
            failure: try FfiConverterTypeLookupFailure.read(from: &buf)
            )

         default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: CoreError, into buf: inout [UInt8]) {
        switch value {

        

        
        
        case let .Failed(failure):
            writeInt(&buf, Int32(1))
            FfiConverterTypeLookupFailure.write(failure, into: &buf)
            
        }
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCoreError_lift(_ buf: RustBuffer) throws -> CoreError {
    return try FfiConverterTypeCoreError.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeCoreError_lower(_ value: CoreError) -> RustBuffer {
    return FfiConverterTypeCoreError.lower(value)
}


/**
 * The codes of errors, which never change. See [`mingpian::ErrorCode`].
 */

public enum ErrorCode: Equatable, Hashable {
    
    /**
     * The question or an option is not allowed.
     */
    case invalidInput
    /**
     * The provider refused the credentials.
     */
    case unauthenticated
    /**
     * The provider received too many requests.
     */
    case rateLimited
    /**
     * The provider rejected the request.
     */
    case rejected
    /**
     * The HTTP status is unexpected.
     */
    case httpStatus
    /**
     * The response is not what the provider documents.
     */
    case malformedResponse
    /**
     * The response is longer than the caller allows.
     */
    case responseTooLarge
    /**
     * No response arrived.
     */
    case transport
    /**
     * The caller cancelled the lookup.
     */
    case cancelled
    /**
     * This library has a bug.
     */
    case `internal`





}

#if compiler(>=6)
extension ErrorCode: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeErrorCode: FfiConverterRustBuffer {
    typealias SwiftType = ErrorCode

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> ErrorCode {
        let variant: Int32 = try readInt(&buf)
        switch variant {
        
        case 1: return .invalidInput
        
        case 2: return .unauthenticated
        
        case 3: return .rateLimited
        
        case 4: return .rejected
        
        case 5: return .httpStatus
        
        case 6: return .malformedResponse
        
        case 7: return .responseTooLarge
        
        case 8: return .transport
        
        case 9: return .cancelled
        
        case 10: return .`internal`
        
        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: ErrorCode, into buf: inout [UInt8]) {
        switch value {
        
        
        case .invalidInput:
            writeInt(&buf, Int32(1))
        
        
        case .unauthenticated:
            writeInt(&buf, Int32(2))
        
        
        case .rateLimited:
            writeInt(&buf, Int32(3))
        
        
        case .rejected:
            writeInt(&buf, Int32(4))
        
        
        case .httpStatus:
            writeInt(&buf, Int32(5))
        
        
        case .malformedResponse:
            writeInt(&buf, Int32(6))
        
        
        case .responseTooLarge:
            writeInt(&buf, Int32(7))
        
        
        case .transport:
            writeInt(&buf, Int32(8))
        
        
        case .cancelled:
            writeInt(&buf, Int32(9))
        
        
        case .`internal`:
            writeInt(&buf, Int32(10))
        
        }
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeErrorCode_lift(_ buf: RustBuffer) throws -> ErrorCode {
    return try FfiConverterTypeErrorCode.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeErrorCode_lower(_ value: ErrorCode) -> RustBuffer {
    return FfiConverterTypeErrorCode.lower(value)
}



/**
 * The next step that a host has to perform.
 */

public enum Step: Equatable, Hashable, CustomDebugStringConvertible {
    
    /**
     * Send this request, and report the result.
     */
    case send(
        /**
         * The request to send without changes.
         */request: HttpRequest
    )
    /**
     * Ask the app's own server for a signature, and report its headers.
     */
    case sign(
        /**
         * The ID to report under. The request that follows has the same ID.
         */id: Int64, 
        /**
         * The time to sign, in milliseconds since 1970.
         */timeMs: Int64, 
        /**
         * The nonce to sign: 32 hexadecimal digits.
         */nonce: String
    )
    /**
     * Obtain a new token, because the provider refused the current one, and report it.
     */
    case renew(
        /**
         * The ID to report under.
         */id: Int64
    )
    /**
     * Stop the operation that was started under this ID. Its result is no longer needed.
     */
    case abort(
        /**
         * The ID of the operation to stop.
         */id: Int64
    )
    /**
     * Add up to `room` identifiers to a list, or end the list. A host may do this later.
     */
    case feed(
        /**
         * The position of the list.
         */list: Int32, 
        /**
         * The number of identifiers that the next request still has room for.
         */room: Int32
    )
    /**
     * Take this answer. It is read from the body that was accepted under this ID.
     */
    case answer(
        /**
         * The request that was answered.
         */id: Int64, 
        /**
         * The body to read from instead, if characters of the accepted one had to be replaced.
         */repaired: Data?, 
        /**
         * The positions of the values in the body, as little-endian 32-bit words.
         */index: Data, 
        /**
         * The identifiers without a record.
         */notFound: [String], 
        /**
         * The identifiers whose record could not be read.
         */unreadable: [Unreadable], 
        /**
         * The ID by which the provider's support team can identify the request.
         */requestId: String?
    )
    /**
     * Take this page, whose request failed.
     */
    case failed(
        /**
         * The request that failed. It is absent if no request was sent.
         */id: Int64?, 
        /**
         * The identifiers without an answer, list by list.
         */asked: [[String]], 
        /**
         * The error that prevented an answer.
         */error: LookupFailure
    )
    /**
     * Poll again after this duration, or as soon as a result has been reported.
     */
    case wait(
        /**
         * The duration in milliseconds. If it is absent, wait until a result is reported.
         */ms: Int64?
    )
    /**
     * The lookup is over.
     */
    case done(
        /**
         * The request that caused the error, if a request did.
         */id: Int64?, 
        /**
         * The error that ended the lookup, if it failed.
         */error: LookupFailure?
    )





// The local Rust `Debug` implementation.
public var debugDescription: String {
    return try!  FfiConverterString.lift(
        try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_method_step_uniffi_trait_debug(
            FfiConverterTypeStep_lower(self),uniffiCallStatus
    )
}
    )
}
}

#if compiler(>=6)
extension Step: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeStep: FfiConverterRustBuffer {
    typealias SwiftType = Step

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> Step {
        let variant: Int32 = try readInt(&buf)
        switch variant {
        
        case 1: return .send(request: try FfiConverterTypeHttpRequest.read(from: &buf)
        )
        
        case 2: return .sign(id: try FfiConverterInt64.read(from: &buf), timeMs: try FfiConverterInt64.read(from: &buf), nonce: try FfiConverterString.read(from: &buf)
        )
        
        case 3: return .renew(id: try FfiConverterInt64.read(from: &buf)
        )
        
        case 4: return .abort(id: try FfiConverterInt64.read(from: &buf)
        )
        
        case 5: return .feed(list: try FfiConverterInt32.read(from: &buf), room: try FfiConverterInt32.read(from: &buf)
        )
        
        case 6: return .answer(id: try FfiConverterInt64.read(from: &buf), repaired: try FfiConverterOptionData.read(from: &buf), index: try FfiConverterData.read(from: &buf), notFound: try FfiConverterSequenceString.read(from: &buf), unreadable: try FfiConverterSequenceTypeUnreadable.read(from: &buf), requestId: try FfiConverterOptionString.read(from: &buf)
        )
        
        case 7: return .failed(id: try FfiConverterOptionInt64.read(from: &buf), asked: try FfiConverterSequenceSequenceString.read(from: &buf), error: try FfiConverterTypeLookupFailure.read(from: &buf)
        )
        
        case 8: return .wait(ms: try FfiConverterOptionInt64.read(from: &buf)
        )
        
        case 9: return .done(id: try FfiConverterOptionInt64.read(from: &buf), error: try FfiConverterOptionTypeLookupFailure.read(from: &buf)
        )
        
        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: Step, into buf: inout [UInt8]) {
        switch value {
        
        
        case let .send(request):
            writeInt(&buf, Int32(1))
            FfiConverterTypeHttpRequest.write(request, into: &buf)
            
        
        case let .sign(id,timeMs,nonce):
            writeInt(&buf, Int32(2))
            FfiConverterInt64.write(id, into: &buf)
            FfiConverterInt64.write(timeMs, into: &buf)
            FfiConverterString.write(nonce, into: &buf)
            
        
        case let .renew(id):
            writeInt(&buf, Int32(3))
            FfiConverterInt64.write(id, into: &buf)
            
        
        case let .abort(id):
            writeInt(&buf, Int32(4))
            FfiConverterInt64.write(id, into: &buf)
            
        
        case let .feed(list,room):
            writeInt(&buf, Int32(5))
            FfiConverterInt32.write(list, into: &buf)
            FfiConverterInt32.write(room, into: &buf)
            
        
        case let .answer(id,repaired,index,notFound,unreadable,requestId):
            writeInt(&buf, Int32(6))
            FfiConverterInt64.write(id, into: &buf)
            FfiConverterOptionData.write(repaired, into: &buf)
            FfiConverterData.write(index, into: &buf)
            FfiConverterSequenceString.write(notFound, into: &buf)
            FfiConverterSequenceTypeUnreadable.write(unreadable, into: &buf)
            FfiConverterOptionString.write(requestId, into: &buf)
            
        
        case let .failed(id,asked,error):
            writeInt(&buf, Int32(7))
            FfiConverterOptionInt64.write(id, into: &buf)
            FfiConverterSequenceSequenceString.write(asked, into: &buf)
            FfiConverterTypeLookupFailure.write(error, into: &buf)
            
        
        case let .wait(ms):
            writeInt(&buf, Int32(8))
            FfiConverterOptionInt64.write(ms, into: &buf)
            
        
        case let .done(id,error):
            writeInt(&buf, Int32(9))
            FfiConverterOptionInt64.write(id, into: &buf)
            FfiConverterOptionTypeLookupFailure.write(error, into: &buf)
            
        }
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeStep_lift(_ buf: RustBuffer) throws -> Step {
    return try FfiConverterTypeStep.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeStep_lower(_ value: Step) -> RustBuffer {
    return FfiConverterTypeStep.lower(value)
}



/**
 * The ways in which a transport can fail. See [`TransportErrorKind`].
 */

public enum TransportKind: Equatable, Hashable {
    
    /**
     * There is no network, or the host name was not found. It is certain that the request was never sent.
     */
    case offline
    /**
     * The connection was refused. It is certain that the request was never sent.
     */
    case refused
    /**
     * No response arrived in time.
     */
    case timeout
    /**
     * The exchange was interrupted before, during, or after sending.
     */
    case interrupted
    /**
     * The body exceeded the limit and was not read to its end.
     */
    case tooLarge





}

#if compiler(>=6)
extension TransportKind: Sendable {}
#endif

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public struct FfiConverterTypeTransportKind: FfiConverterRustBuffer {
    typealias SwiftType = TransportKind

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> TransportKind {
        let variant: Int32 = try readInt(&buf)
        switch variant {
        
        case 1: return .offline
        
        case 2: return .refused
        
        case 3: return .timeout
        
        case 4: return .interrupted
        
        case 5: return .tooLarge
        
        default: throw UniffiInternalError.unexpectedEnumCase
        }
    }

    public static func write(_ value: TransportKind, into buf: inout [UInt8]) {
        switch value {
        
        
        case .offline:
            writeInt(&buf, Int32(1))
        
        
        case .refused:
            writeInt(&buf, Int32(2))
        
        
        case .timeout:
            writeInt(&buf, Int32(3))
        
        
        case .interrupted:
            writeInt(&buf, Int32(4))
        
        
        case .tooLarge:
            writeInt(&buf, Int32(5))
        
        }
    }
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransportKind_lift(_ buf: RustBuffer) throws -> TransportKind {
    return try FfiConverterTypeTransportKind.lift(buf)
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
public func FfiConverterTypeTransportKind_lower(_ value: TransportKind) -> RustBuffer {
    return FfiConverterTypeTransportKind.lower(value)
}


#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionInt32: FfiConverterRustBuffer {
    typealias SwiftType = Int32?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterInt32.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterInt32.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionInt64: FfiConverterRustBuffer {
    typealias SwiftType = Int64?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterInt64.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterInt64.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionString: FfiConverterRustBuffer {
    typealias SwiftType = String?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterString.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterString.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionData: FfiConverterRustBuffer {
    typealias SwiftType = Data?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterData.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterData.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeLookupFailure: FfiConverterRustBuffer {
    typealias SwiftType = LookupFailure?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeLookupFailure.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeLookupFailure.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeRedactedRequest: FfiConverterRustBuffer {
    typealias SwiftType = RedactedRequest?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeRedactedRequest.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeRedactedRequest.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionTypeTransportKind: FfiConverterRustBuffer {
    typealias SwiftType = TransportKind?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterTypeTransportKind.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterTypeTransportKind.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterOptionSequenceTypeHttpHeader: FfiConverterRustBuffer {
    typealias SwiftType = [HttpHeader]?

    public static func write(_ value: SwiftType, into buf: inout [UInt8]) {
        guard let value = value else {
            writeInt(&buf, Int8(0))
            return
        }
        writeInt(&buf, Int8(1))
        FfiConverterSequenceTypeHttpHeader.write(value, into: &buf)
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> SwiftType {
        switch try readInt(&buf) as Int8 {
        case 0: return nil
        case 1: return try FfiConverterSequenceTypeHttpHeader.read(from: &buf)
        default: throw UniffiInternalError.unexpectedOptionalTag
        }
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceString: FfiConverterRustBuffer {
    typealias SwiftType = [String]

    public static func write(_ value: [String], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterString.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [String] {
        let len: Int32 = try readInt(&buf)
        var seq = [String]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterString.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeHttpHeader: FfiConverterRustBuffer {
    typealias SwiftType = [HttpHeader]

    public static func write(_ value: [HttpHeader], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeHttpHeader.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [HttpHeader] {
        let len: Int32 = try readInt(&buf)
        var seq = [HttpHeader]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeHttpHeader.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceTypeUnreadable: FfiConverterRustBuffer {
    typealias SwiftType = [Unreadable]

    public static func write(_ value: [Unreadable], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterTypeUnreadable.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [Unreadable] {
        let len: Int32 = try readInt(&buf)
        var seq = [Unreadable]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterTypeUnreadable.read(from: &buf))
        }
        return seq
    }
}

#if swift(>=5.8)
@_documentation(visibility: private)
#endif
fileprivate struct FfiConverterSequenceSequenceString: FfiConverterRustBuffer {
    typealias SwiftType = [[String]]

    public static func write(_ value: [[String]], into buf: inout [UInt8]) {
        let len = Int32(value.count)
        writeInt(&buf, len)
        for item in value {
            FfiConverterSequenceString.write(item, into: &buf)
        }
    }

    public static func read(from buf: inout (data: Data, offset: Data.Index)) throws -> [[String]] {
        let len: Int32 = try readInt(&buf)
        var seq = [[String]]()
        seq.reserveCapacity(Int(len))
        for _ in 0 ..< len {
            seq.append(try FfiConverterSequenceString.read(from: &buf))
        }
        return seq
    }
}
/**
 * Returns the lower-case hexadecimal SHA1(SecretKey + Nonce + CurTime), with CurTime in milliseconds since 1970 (UTC).
 */
public func quanshiCheckSum(secretKey: String, nonce: String, curTimeMs: Int64) -> String  {
    return try!  FfiConverterString.lift(try! rustCall() {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_func_quanshi_check_sum(
        FfiConverterString.lower(secretKey),
        FfiConverterString.lower(nonce),
        FfiConverterInt64.lower(curTimeMs),uniffiCallStatus
    )
})
}
/**
 * Returns the headers for a request that a host asks to have signed. `id_header` is `AppId` or `AppKey`. `is_new`
 * tells whether the nonce is new. The server has to remember the nonces that it has signed for two minutes.
 *
 * If the time is more than a minute away from `now_ms`, returns only the header `ServerTime` with `now_ms`.
 *
 * Throws `INVALID_INPUT` if the nonce is malformed or not new.
 */
public func quanshiSign(appId: String, secretKey: String, idHeader: String, timeMs: Int64, nonce: String, nowMs: Int64, isNew: Bool)throws  -> [HttpHeader]  {
    return try  FfiConverterSequenceTypeHttpHeader.lift(try rustCallWithError(FfiConverterTypeCoreError_lift) {
        uniffiCallStatus in
    uniffi_mingpian_uniffi_fn_func_quanshi_sign(
        FfiConverterString.lower(appId),
        FfiConverterString.lower(secretKey),
        FfiConverterString.lower(idHeader),
        FfiConverterInt64.lower(timeMs),
        FfiConverterString.lower(nonce),
        FfiConverterInt64.lower(nowMs),
        FfiConverterBool.lower(isNew),uniffiCallStatus
    )
})
}

private enum InitializationResult {
    case ok
    case contractVersionMismatch
    case apiChecksumMismatch
}
// Use a global variable to perform the versioning checks. Swift ensures that
// the code inside is only computed once.
private let initializationResult: InitializationResult = {
    // Get the bindings contract version from our ComponentInterface
    let bindings_contract_version = 30
    // Get the scaffolding contract version by calling the into the dylib
    let scaffolding_contract_version = ffi_mingpian_uniffi_uniffi_contract_version()
    if bindings_contract_version != scaffolding_contract_version {
        return InitializationResult.contractVersionMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_func_quanshi_check_sum() != 14836) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_func_quanshi_sign() != 27233) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_cancel() != 27060) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_clock_offset_ms() != 15847) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_feed() != 62432) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_handle_failure() != 61422) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_handle_renewal() != 6493) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_handle_response() != 13893) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_handle_signature() != 51404) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_poll() != 28668) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_progress() != 55145) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_method_lookup_redacted_request() != 24232) {
        return InitializationResult.apiChecksumMismatch
    }
    if (uniffi_mingpian_uniffi_checksum_constructor_lookup_open() != 19925) {
        return InitializationResult.apiChecksumMismatch
    }

    return InitializationResult.ok
}()

// Make the ensure init function public so that other modules which have external type references to
// our types can call it.
public func uniffiEnsureMingpianUniffiInitialized() {
    switch initializationResult {
    case .ok:
        break
    case .contractVersionMismatch:
        fatalError("UniFFI contract version mismatch: try cleaning and rebuilding your project")
    case .apiChecksumMismatch:
        fatalError("UniFFI API checksum mismatch: try cleaning and rebuilding your project")
    }
}

// swiftlint:enable all